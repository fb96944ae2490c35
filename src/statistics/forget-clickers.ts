import type { Context } from "../context.ts";
import { clearInBatches } from "../db/clear-in-batches.ts";
import { clearPeople } from "./store/people.ts";
import { findLastClick, lockMark } from "./store/totals.ts";

/** Clicks of these people stay, and are nobody's from then on, in the totals too. Twice is once. */
export async function forgetClickers(
  { db }: Pick<Context, "db">,
  { workspaceId, euids }: { readonly workspaceId: number; readonly euids: readonly number[] },
): Promise<void> {
  // Of a workspace that is erased meanwhile no mark may come back.
  if ((await findLastClick(db, workspaceId)) === 0) return;
  await clearInBatches(db, async (tx, most) => {
    // Held, so that no click is totalled between being read and being cleared.
    const totalled = await lockMark(tx, workspaceId, "quarter");
    return clearPeople(tx, { workspaceId, euids, totalled, most });
  });
}
