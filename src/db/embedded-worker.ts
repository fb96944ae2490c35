/** Runs in a worker thread: PostgreSQL in WebAssembly behind a Unix socket. */
import { parentPort, workerData } from "node:worker_threads";
import { PGlite } from "@electric-sql/pglite";
import { DurableFiles } from "./durable-files.ts";
import { serveStore } from "./serve-store.ts";

export interface EmbeddedStart {
  readonly folder: string;
  readonly socketPath: string;
  readonly buffersMb: number;
  /** Receives the number of fsync calls in its first element. */
  readonly syncs: SharedArrayBuffer;
}

export type EmbeddedWord = "ready" | "closed" | LastWords;

/** What PostgreSQL said when it could not go on. */
export interface LastWords {
  readonly lastWords: string;
}

/** PGlite's own parameters, but syncing (`-F` turns fsync off), small, and quick to keep in order. */
function startParams(buffersMb: number): string[] {
  const durable = PGlite.defaultStartParams.filter((parameter) => parameter !== "-F");
  const set = (name: string, value: string) => ["-c", `${name}=${value}`];
  return [
    ...durable,
    ...set("wal_sync_method", "fsync"),
    ...set("shared_buffers", `${buffersMb}MB`),
    ...set("max_connections", "20"),
    // What is written between two checkpoints (see `keep-house.ts`) finds its files there, also after
    // a quiet night: to make one takes 36 ms and more, in which everybody waits.
    ...set("min_wal_size", "128MB"),
    ...set("max_wal_size", "128MB"),
    ...set("jit", "off"),
    // Everybody waits while a table is sampled: 3,000 rows take a tenth of the usual 30,000's time.
    ...set("default_statistics_target", "10"),
  ];
}

const start = workerData as EmbeddedStart;
const syncs = new Int32Array(start.syncs);
const files = new DurableFiles(start.folder, () => Atomics.add(syncs, 0, 1));

/** The beginning of an entry of PostgreSQL's log: what an entry quotes is indented from its second line on. */
const LAST_WORDS = /^\S+ \S+ \S+ \[\d+\] (PANIC|FATAL): {2}(.*)$/;

/** Tells of the end before it comes: after these words the thread may spin for ever. */
function hearLog(line: string): boolean {
  const [, severity, said] = LAST_WORDS.exec(line) ?? [];
  if (severity === undefined) return true;
  parentPort?.postMessage({ lastWords: `${severity}: ${said}` } satisfies EmbeddedWord);
  return true;
}

const store = await PGlite.create({
  fs: files,
  startParams: startParams(start.buffersMb),
  onStderr: hearLog,
});

/** Ends the thread, so that whoever opened the store hears of it. */
const end = (error: Error): never => {
  throw error;
};

const server = await serveStore(store, start.socketPath, (error) => setImmediate(end, error));

parentPort?.once("message", async () => {
  await server[Symbol.asyncDispose]();
  await store.close();
  parentPort?.postMessage("closed" satisfies EmbeddedWord);
});
parentPort?.postMessage("ready" satisfies EmbeddedWord);
