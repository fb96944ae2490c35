import { existsSync } from "node:fs";
import { open, readdir, rename, rm } from "node:fs/promises";
import { dirname, join } from "node:path";
import { syncFolder } from "../kit/write-whole.ts";

/** Files flushed at once; each waits for the disk. */
const FLUSHED_AT_ONCE = 16;

/**
 * Makes the store beside its place and moves it there when it is whole, so that a first start that is
 * killed leaves nothing that could pass for a store. Does nothing where there is one. `make` fills a
 * folder that does not exist yet, and closes what it opened.
 */
export async function ensureStore(
  place: string,
  make: (draft: string) => Promise<void>,
): Promise<void> {
  if (existsSync(place)) return;
  const draft = `${place}.new`;
  await rm(draft, { recursive: true, force: true });
  await make(draft);
  await flushTree(draft);
  await rename(draft, place);
  await syncFolder(dirname(place));
}

/** PostgreSQL's own preparation of a store writes its files without flushing them. */
async function flushTree(root: string): Promise<void> {
  const entries = await readdir(root, { recursive: true, withFileTypes: true });
  const paths = entries
    .filter((entry) => entry.isFile() || entry.isDirectory())
    .map((entry) => join(entry.parentPath, entry.name));
  const flush = async (): Promise<void> => {
    for (let path = paths.pop(); path !== undefined; path = paths.pop()) {
      await using file = await open(path, "r");
      await file.sync();
    }
  };
  await Promise.all(Array.from({ length: FLUSHED_AT_ONCE }, flush));
  await syncFolder(root);
}
