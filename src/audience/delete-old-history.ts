import type { Context } from "../context.ts";
import { deleteChanges } from "./store/history.ts";

const AT_A_TIME = 500;

/**
 * Deletes some of what a workspace's history holds from before; answers whether there may be more.
 * Twice is once: what is gone is gone.
 */
export async function deleteOldHistory(
  { db }: Context,
  { workspaceId, before }: { readonly workspaceId: number; readonly before: Date },
): Promise<boolean> {
  const deleted = await db.transaction(
    (tx) => deleteChanges(tx, workspaceId, before, AT_A_TIME),
    "background",
  );
  return deleted === AT_A_TIME;
}
