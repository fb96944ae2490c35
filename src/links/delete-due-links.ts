import type { Context } from "../context.ts";
import { removeLinks } from "./remove-links.ts";
import { lockDueLinks } from "./store/link-sets.ts";

const BATCH = 100;

/** Clears away a workspace's links whose time has come, a few at a time; answers how many. */
export async function deleteDueLinks(
  ctx: Pick<Context, "db" | "changes" | "clock">,
  workspaceId: number,
): Promise<number> {
  let deleted = 0;
  for (;;) {
    const batch = await ctx.db.transaction(async (tx) => {
      const due = await lockDueLinks(tx, { workspaceId, at: ctx.clock(), limit: BATCH });
      await removeLinks(ctx, tx, workspaceId, due);
      return due.length;
    }, "background");
    deleted += batch;
    if (batch < BATCH) return deleted;
  }
}
