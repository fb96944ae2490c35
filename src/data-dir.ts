import { randomBytes } from "node:crypto";
import { mkdir, readFile, writeFile } from "node:fs/promises";
import { join, resolve } from "node:path";
import { DatabaseSync } from "node:sqlite";

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

/**
 * Holds the folder until disposed or until the process dies, however it dies: the lock is the
 * operating system's, taken through SQLite, so no number of a dead process can block a start.
 */
export async function openDataDir(path: string): Promise<DataDir> {
  const folder = resolve(path);
  await mkdir(folder, { recursive: true, mode: 0o700 });
  const lock = new DatabaseSync(join(folder, "lock"), { timeout: 0 });
  try {
    lock.exec("pragma locking_mode = exclusive; begin exclusive");
  } catch (error) {
    lock.close();
    throw new DataDirHeld(`${folder} is in use by another Simpul process`, { cause: error });
  }
  return {
    path: folder,
    storeFolder: join(folder, "store"),
    journalFolder: join(folder, "journal"),
    [Symbol.dispose]: () => lock.close(),
  };
}

/** The operator's token for the admin API: the configured one, else one made once and kept (0600). */
export async function loadAdminToken(folder: string, configured: string | null): Promise<string> {
  if (configured !== null) return configured;
  const file = join(folder, "admin-token");
  const fresh = randomBytes(24).toString("hex");
  try {
    await writeFile(file, `${fresh}\n`, { flag: "wx", mode: 0o600 });
    return fresh;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== "EEXIST") throw error;
    return (await readFile(file, "utf8")).trim();
  }
}
