import type { Context } from "../context.ts";
import { deleteSomeEvents } from "./store/events.ts";
import { deleteRuns } from "./store/runs.ts";
import { deleteThresholds } from "./store/thresholds.ts";

const BATCH = 1_000;

/** Erases some of what a deleted workspace's counters brought about; true: there may be more. */
export async function eraseCrossings(
  ctx: Pick<Context, "db">,
  workspaceId: number,
): Promise<boolean> {
  return ctx.db.transaction(async (tx) => {
    if ((await deleteSomeEvents(tx, workspaceId, BATCH)) > 0) return true;
    await deleteThresholds(tx, workspaceId);
    await deleteRuns(tx, workspaceId);
    return false;
  }, "background");
}
