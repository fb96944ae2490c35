import type { Context } from "../context.ts";
import { deleteAnswers } from "./store/answers.ts";
import { deleteDeeds, deleteRegistry, deleteSomeProfiles } from "./store/erasure.ts";
import { deleteChanges } from "./store/history.ts";

const BATCH = 200;

/** Erases some of a deleted workspace's people and their history; true: there may be more. */
export async function eraseUsers(
  { db, clock }: Pick<Context, "db" | "clock">,
  workspaceId: number,
): Promise<boolean> {
  return db.transaction(async (tx) => {
    const before = clock();
    const erased = [
      await deleteChanges(tx, workspaceId, before, BATCH),
      await deleteAnswers(tx, workspaceId, before, BATCH),
      await deleteSomeProfiles(tx, workspaceId, BATCH),
    ];
    const more = await deleteDeeds(tx, workspaceId, BATCH);
    if (more || erased.some((rows) => rows === BATCH)) return true;
    await deleteRegistry(tx, workspaceId);
    return false;
  }, "background");
}
