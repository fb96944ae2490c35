import type { Database, Transaction } from "./database.ts";

const BATCH = 500;

/** Runs `clear` until it finds fewer rows than it may touch, each time in a transaction of its own. */
export async function clearInBatches(
  db: Database,
  clear: (tx: Transaction, most: number) => Promise<number>,
): Promise<void> {
  let cleared = BATCH;
  while (cleared === BATCH) {
    cleared = await db.transaction((tx) => clear(tx, BATCH), "background");
  }
}
