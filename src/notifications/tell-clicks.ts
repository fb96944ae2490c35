import type { Context } from "../context.ts";
import type { Workspace } from "../workspaces/workspace.ts";
import { enqueueMemberPush } from "./create-push.ts";
import type { ClicksReached } from "./notice.ts";
import { prepareNotice } from "./prepare-notice.ts";
import { markTold } from "./store/thresholds.ts";
import { enqueueMails } from "./tell-workspace.ts";

export interface TellClicks {
  readonly workspaceId: number;
  readonly reached: readonly { readonly linkId: number; readonly threshold: number }[];
}

/**
 * Hands each threshold on to those who hear of it: once in its life, however often this runs, for the
 * row is marked in the transaction that writes the jobs.
 */
export async function tellClicks(
  ctx: Context,
  { workspaceId, reached }: TellClicks,
): Promise<void> {
  const workspace = await ctx.workspaces.get(String(workspaceId));
  if (workspace === null || workspace.deletedAt !== null) return;
  for (const { linkId, threshold } of reached) await tellOne(ctx, workspace, { linkId, threshold });
}

async function tellOne(
  ctx: Context,
  workspace: Workspace,
  { linkId, threshold }: TellClicks["reached"][number],
): Promise<void> {
  const key = { workspaceId: workspace.id, linkId, threshold };
  // Words are found outside the transaction; the link may have none left.
  const at = ctx.clock().toISOString();
  const background = ctx.db.in("background");
  const draft: ClicksReached = { kind: "clicks-reached", linkId, threshold, at };
  const worded = await prepareNotice({ ...ctx, db: background }, workspace, draft);
  await background.transaction(async (tx) => {
    const told = await markTold(tx, key, ctx.clock());
    if (told === undefined) return;
    const notice: ClicksReached = { ...draft, at: told.reachedAt.toISOString() };
    if (told.notifiesMail) await enqueueMails(ctx, tx, workspace, notice);
    if (told.notifiesPush && worded !== null) {
      await enqueueMemberPush(ctx, tx, { workspaceId: workspace.id, notice, worded });
    }
  });
}
