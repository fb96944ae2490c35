import { existsSync, mkdirSync, mkdtempSync, rmSync } from "node:fs";
import { rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Worker } from "node:worker_threads";
import type { EmbeddedStart, EmbeddedWord, LastWords } from "./embedded-worker.ts";
import { ensureStore } from "./make-embedded.ts";

export interface EmbeddedServer extends AsyncDisposable {
  /** The folder that `pg` takes as its host. */
  readonly socketFolder: string;
  /** How often the store has called fsync since it was opened. */
  syncs(): number;
  /** Settles only when the store's thread dies by itself. */
  readonly died: Promise<Error>;
}

/** PostgreSQL could not go on with what is in its folder. */
export class StoreBroken extends Error {
  constructor(folder: string, lastWords: string) {
    super(
      `the store in ${folder} ended; restore a backup if it does not start again: ${lastWords}`,
    );
  }
}

/** The name `pg` looks for in a socket folder; a Unix socket's path may hold 107 bytes at most. */
const SOCKET = ".s.PGSQL.5432";
const LONGEST_PATH = 107;

const STORE = "pg";

/**
 * Opens PostgreSQL on a folder that the caller holds the lock of: two processes on one break it. Its
 * thread runs once this has returned, however long the caller then keeps the main thread busy; only
 * the first start takes another thread before, which makes the store.
 */
export async function openEmbedded(folder: string, buffersMb: number): Promise<EmbeddedServer> {
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  refuseTorn(folder);
  const socketFolder = makeSocketFolder(folder);
  await ensureStore(join(folder, STORE), async (draft) => {
    const making = await startStore({ folder, store: draft, socketFolder, buffersMb });
    await making.close();
  });
  const running = await startStore({
    folder,
    store: join(folder, STORE),
    socketFolder,
    buffersMb,
  });
  return {
    socketFolder,
    syncs: running.syncs,
    died: running.died,
    [Symbol.asyncDispose]: async () => {
      await running.close();
      await rm(socketFolder, { recursive: true, force: true });
    },
  };
}

interface StoreThread {
  syncs(): number;
  readonly died: Promise<Error>;
  close(): Promise<void>;
}

interface StartStore {
  /** Named in errors. */
  readonly folder: string;
  /** PostgreSQL's own folder; a store is made there where it does not exist. */
  readonly store: string;
  readonly socketFolder: string;
  readonly buffersMb: number;
}

async function startStore(start: StartStore): Promise<StoreThread> {
  const { folder, store, socketFolder, buffersMb } = start;
  const syncs = new SharedArrayBuffer(4);
  const socketPath = join(socketFolder, SOCKET);
  rmSync(socketPath, { force: true });
  const worker = new Worker(new URL("./embedded-worker.ts", import.meta.url), {
    workerData: { folder: store, socketPath, buffersMb, syncs } satisfies EmbeddedStart,
  });
  const died = new Promise<Error>((resolve) => {
    worker.on("message", (said: EmbeddedWord) => {
      if (!isLast(said)) return;
      resolve(new StoreBroken(folder, said.lastWords));
      void worker.terminate();
    });
    let thrown: Error | undefined;
    worker.once("error", (error) => {
      thrown = error as Error;
    });
    // Not before: what the thread said last may be heard after how it ended.
    worker.once("exit", (code) =>
      resolve(thrown ?? new Error(`the store's thread ended with ${code}`)),
    );
  });
  const failure = await Promise.race([word(worker, "ready"), died]);
  if (failure !== undefined) throw failure;
  return {
    syncs: () => Atomics.load(new Int32Array(syncs), 0),
    died,
    close: async () => {
      worker.postMessage("close");
      await Promise.race([word(worker, "closed"), died]);
      await worker.terminate();
    },
  };
}

/** PostgreSQL would make a new store over what it does not take for one. */
function refuseTorn(folder: string): void {
  const has = (name: string) => existsSync(join(folder, STORE, name));
  if (has("global/pg_control") && !has("PG_VERSION")) {
    throw new StoreBroken(folder, "its file PG_VERSION is missing");
  }
}

const isLast = (said: EmbeddedWord): said is LastWords => typeof said === "object";

function word(worker: Worker, expected: EmbeddedWord): Promise<undefined> {
  return new Promise((resolve) => {
    const hear = (said: EmbeddedWord): void => {
      if (said !== expected) return;
      worker.off("message", hear);
      resolve(undefined);
    };
    worker.on("message", hear);
  });
}

/** Beside the store, where only its owner may look; in the system's folder where that path is too long. */
function makeSocketFolder(folder: string): string {
  const beside = join(folder, "socket");
  if (Buffer.byteLength(join(beside, SOCKET)) > LONGEST_PATH)
    return mkdtempSync(join(tmpdir(), "simpul-"));
  mkdirSync(beside, { recursive: true, mode: 0o700 });
  return beside;
}
