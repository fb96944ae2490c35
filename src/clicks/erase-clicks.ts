import type { Context } from "../context.ts";
import { deleteSomeClicks } from "./store/clicks.ts";
import { deleteCounters } from "./store/tallies.ts";
import { deleteSomeVisitors } from "./store/visitors.ts";

const BATCH = 1_000;

/** Erases some clicks of a deleted workspace and who made them; true: there may be more. */
export async function eraseClicks(ctx: Pick<Context, "db">, workspaceId: number): Promise<boolean> {
  return ctx.db.transaction(async (tx) => {
    if ((await deleteSomeClicks(tx, workspaceId, BATCH)) > 0) return true;
    if ((await deleteSomeVisitors(tx, workspaceId, BATCH)) > 0) return true;
    await deleteCounters(tx, workspaceId);
    return false;
  }, "background");
}
