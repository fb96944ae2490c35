import { randomBytes } from "node:crypto";
import { open, readFile } from "node:fs/promises";
import { join } from "node:path";

/** By this name the database remembers how far the journal in the folder was read; made once. */
export async function loadJournalId(folder: string): Promise<string> {
  const path = join(folder, "id");
  const fresh = randomBytes(16).toString("hex");
  if (await save(path, fresh, "wx")) return fresh;
  const id = (await readFile(path, "utf8")).trim();
  if (/^[0-9a-f]{32}$/.test(id)) return id;
  // Empty: the process that made it died in between, and so never used it. Anything else may hide
  // the name under which clicks were counted, and they would be counted again.
  if (id !== "") throw new Error(`${path} holds no id of a journal`);
  await save(path, fresh, "w");
  return fresh;
}

/** False where the flag forbids it because the file is there already. */
async function save(path: string, id: string, flag: "w" | "wx"): Promise<boolean> {
  try {
    await using file = await open(path, flag, 0o600);
    await file.writeFile(`${id}\n`);
    await file.sync();
    return true;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === "EEXIST") return false;
    throw error;
  }
}
