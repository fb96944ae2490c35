import type { Context } from "../context.ts";
import { listWorkspaces } from "../workspaces/list-workspaces.ts";
import { listClickedWithin } from "./store/totals.ts";
import { totalClicks, totalDaysOf } from "./total-clicks.ts";

const LINKS_AT_ONCE = 100;

/** Moves all that a month's single clicks say into totals, so that the clicks may go. */
export async function totalMonth(
  ctx: Context,
  { from, until }: { readonly from: Date; readonly until: Date },
): Promise<void> {
  const db = ctx.db.in("background");
  for (const { id: workspaceId } of await listWorkspaces(ctx)) {
    while (await totalClicks(ctx, { workspaceId }));
    for (;;) {
      const asked = { from, until, limit: LINKS_AT_ONCE };
      const links = await listClickedWithin(db, workspaceId, asked);
      for (const linkId of links) await totalDaysOf({ db }, { workspaceId, linkId });
      if (links.length < LINKS_AT_ONCE) break;
    }
  }
}
