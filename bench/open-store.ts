import { join } from "node:path";
import type { Database, OpenDatabase } from "../src/db/database.ts";
import { openDatabase } from "../src/db/open.ts";

/** The embedded store of a data directory that no server has open. */
export function openStore(dataDir: string, buffersMb: number): Promise<OpenDatabase> {
  return openDatabase({
    url: null,
    folder: join(dataDir, "store"),
    buffersMb,
    connections: 1,
    onError: (error) => {
      throw error;
    },
  });
}

/** Sends what the product itself would not. */
export async function run(
  db: Database,
  text: string,
  values: readonly unknown[] = [],
): Promise<void> {
  await db.run({ text, values, foreign: true });
}
