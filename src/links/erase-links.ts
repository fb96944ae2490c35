import type { Context } from "../context.ts";
import { removeLinks } from "./remove-links.ts";
import { deleteSomeGroups } from "./store/group-rows.ts";
import { lockSomeLinks } from "./store/link-sets.ts";

const BATCH = 100;

/**
 * Erases some links of a deleted workspace, and once there are none its groups; true: there may be
 * more. Generated ids are never given out again.
 */
export async function eraseLinks(
  ctx: Pick<Context, "db" | "changes">,
  workspaceId: number,
): Promise<boolean> {
  return ctx.db.transaction(async (tx) => {
    const links = await lockSomeLinks(tx, workspaceId, BATCH);
    await removeLinks(ctx, tx, workspaceId, links);
    if (links.length === BATCH) return true;
    return (await deleteSomeGroups(tx, workspaceId, BATCH)) === BATCH;
  }, "background");
}
