import type { Context } from "../context.ts";
import { ANSWER_KEPT_MS } from "./run-once.ts";
import { deleteAnswers } from "./store/answers.ts";

const AT_A_TIME = 500;

/**
 * Deletes some of a workspace's stored answers that are no longer replayed; answers whether there
 * may be more. Twice is once: what is gone is gone.
 */
export async function deleteOldAnswers(
  { db, clock }: Context,
  { workspaceId }: { readonly workspaceId: number },
): Promise<boolean> {
  const before = new Date(clock().getTime() - ANSWER_KEPT_MS);
  const deleted = await db.transaction(
    (tx) => deleteAnswers(tx, workspaceId, before, AT_A_TIME),
    "background",
  );
  return deleted === AT_A_TIME;
}
