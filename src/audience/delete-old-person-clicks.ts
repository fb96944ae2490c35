import type { Context } from "../context.ts";
import { deletePersonClicks } from "./store/erasure.ts";

const AT_A_TIME = 500;

/**
 * Deletes some of the clicks from before that people's timelines hold; answers whether there may be
 * more. How often and when somebody clicked first and last stays. Twice is once.
 */
export async function deleteOldPersonClicks(
  { db }: Context,
  { workspaceId, before }: { readonly workspaceId: number; readonly before: Date },
): Promise<boolean> {
  const deleted = await db.transaction(
    (tx) => deletePersonClicks(tx, workspaceId, before, AT_A_TIME),
    "background",
  );
  return deleted === AT_A_TIME;
}
