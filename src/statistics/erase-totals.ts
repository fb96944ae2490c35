import type { Context } from "../context.ts";
import { deleteMarks, deleteSomeTotals } from "./store/erase.ts";

const BATCH = 1_000;

/** Erases some totals of a deleted workspace; true: there may be more. */
export async function eraseTotals(ctx: Pick<Context, "db">, workspaceId: number): Promise<boolean> {
  return ctx.db.transaction(async (tx) => {
    if ((await deleteSomeTotals(tx, workspaceId, BATCH)) > 0) return true;
    await deleteMarks(tx, workspaceId);
    return false;
  }, "background");
}
