import { open } from "node:fs/promises";

/** The least that makes a line durable; told once the disk has it. */
export interface BareLog extends AsyncDisposable {
  append(line: Uint8Array): Promise<void>;
}

const BYTES = 16 * 1024 * 1024;

/** Writes over one file, and syncs at once what came while it synced what came before. */
export async function openBareLog(path: string): Promise<BareLog> {
  const file = await open(path, "w");
  await file.write(Buffer.alloc(BYTES));
  await file.sync();
  let lines: Uint8Array[] = [];
  let at = 0;
  let syncing = Promise.resolve();
  let next: Promise<void> | undefined;

  async function sync(): Promise<void> {
    const block = Buffer.concat(lines);
    lines = [];
    next = undefined;
    if (at + block.length > BYTES) at = 0;
    await file.write(block, 0, block.length, at);
    at += block.length;
    await file.datasync();
  }

  return {
    append(line) {
      lines.push(line);
      next ??= syncing = syncing.then(sync);
      return next;
    },
    async [Symbol.asyncDispose]() {
      await syncing;
      await file.close();
    },
  };
}
