import { randomBytes } from "node:crypto";
import { constants } from "node:fs";
import { access, mkdir, readFile } from "node:fs/promises";
import { join, resolve } from "node:path";
import { DatabaseSync } from "node:sqlite";
import { writeWhole } from "./kit/write-whole.ts";

/** This node's own folder, held by this process alone. */
export interface DataDir extends Disposable {
  readonly path: string;
  /** Where the embedded store lives. */
  readonly storeFolder: string;
  /** Where visits are written down until they are counted. */
  readonly journalFolder: string;
}

/** Another process holds the folder. */
export class DataDirHeld extends Error {
  override readonly name = "DataDirHeld";
}

/** The folder cannot be made, or this user may not write in it. */
export class DataDirUnusable extends Error {
  override readonly name = "DataDirUnusable";
}

/** SQLite's codes of a lock that another process has. */
const LOCKED = new Set([5, 6]);

/**
 * Holds the folder until disposed or until the process dies, however it dies: the lock is the
 * operating system's, taken through SQLite, so no number of a dead process can block a start.
 */
export async function openDataDir(path: string): Promise<DataDir> {
  const folder = resolve(path);
  await makeFolder(folder);
  const lock = takeLock(folder);
  return {
    path: folder,
    storeFolder: join(folder, "store"),
    journalFolder: join(folder, "journal"),
    [Symbol.dispose]: () => lock.close(),
  };
}

async function makeFolder(folder: string): Promise<void> {
  try {
    await mkdir(folder, { recursive: true, mode: 0o700 });
    await access(folder, constants.W_OK | constants.X_OK);
  } catch (error) {
    throw unusable(folder, error);
  }
}

function takeLock(folder: string): DatabaseSync {
  const file = join(folder, "lock");
  let lock: DatabaseSync | undefined;
  try {
    lock = new DatabaseSync(file, { timeout: 0 });
    lock.exec("pragma locking_mode = exclusive; begin exclusive");
    return lock;
  } catch (error) {
    lock?.close();
    const { errcode = 0 } = error as { readonly errcode?: number };
    if (!LOCKED.has(errcode)) throw unusable(file, error);
    throw new DataDirHeld(`${folder} is in use by another Simpul process`, { cause: error });
  }
}

function unusable(path: string, error: unknown): DataDirUnusable {
  const reason = (error as Error).message;
  return new DataDirUnusable(`${path} cannot be used (SIMPUL_DATA_DIR): ${reason}`, {
    cause: error,
  });
}

/** The operator's token for the admin API: the configured one, else one made once and kept (0600). */
export async function loadAdminToken(folder: string, configured: string | null): Promise<string> {
  if (configured !== null) return configured;
  const file = join(folder, "admin-token");
  const kept = await readFile(file, "utf8").catch((error: NodeJS.ErrnoException) => {
    if (error.code !== "ENOENT") throw error;
    return "";
  });
  // Empty: the process that made it died in between. An empty token would let everybody in.
  if (kept.trim() !== "") return kept.trim();
  const fresh = randomBytes(24).toString("hex");
  await writeWhole(file, `${fresh}\n`);
  return fresh;
}
