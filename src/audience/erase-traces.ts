import type { Context } from "../context.ts";
import { deleteTraces } from "./store/erasure.ts";

const BATCH = 500;

export interface EraseTraces {
  readonly workspaceId: number;
  /** Every number that led to the user that is gone. */
  readonly euids: readonly number[];
}

/** Erases the events, clicks and history of a user that is gone, some at a time. Twice is once. */
export async function eraseTraces(
  { db }: Pick<Context, "db">,
  { workspaceId, euids }: EraseTraces,
): Promise<void> {
  let more = true;
  while (more) {
    more = await db.transaction((tx) => deleteTraces(tx, workspaceId, euids, BATCH), "background");
  }
}
