import { open, rename } from "node:fs/promises";
import { dirname } from "node:path";

/**
 * Writes a file that is there whole or not at all, however the process dies. Only its owner may read
 * it. The caller is the only one who writes there.
 */
export async function writeWhole(path: string, text: string): Promise<void> {
  const draft = `${path}.new`;
  {
    await using file = await open(draft, "w", 0o600);
    await file.writeFile(text);
    await file.sync();
  }
  await rename(draft, path);
  await syncFolder(dirname(path));
}

/** A name that was given in a folder survives a power cut only once the folder is flushed. */
export async function syncFolder(path: string): Promise<void> {
  await using folder = await open(path, "r");
  await folder.sync();
}
