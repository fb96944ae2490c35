import type { Context } from "../context.ts";
import type { Transaction } from "../db/database.ts";
import { switchWebhookOff } from "./store/workspaces.ts";

/** Within a change of the caller's; undefined where it was off already. */
export async function disableGlobalWebhook(
  ctx: Pick<Context, "changes" | "clock">,
  tx: Transaction,
  workspaceId: number,
): Promise<{ readonly url: string } | undefined> {
  const switched = await switchWebhookOff(tx, workspaceId, ctx.clock());
  if (switched !== undefined)
    await ctx.changes.announce(tx, [{ kind: "workspace", key: String(workspaceId) }]);
  return switched;
}
