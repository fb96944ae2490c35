import type { Context } from "../context.ts";
import type { Transaction } from "../db/database.ts";
import { switchGroupWebhookOff } from "./store/group-webhooks.ts";

/** Within a change of the caller's; undefined where it was off already, or the group is gone. */
export async function disableGroupWebhook(
  ctx: Pick<Context, "changes" | "clock">,
  tx: Transaction,
  { workspaceId, groupId }: { readonly workspaceId: number; readonly groupId: number },
): Promise<{ readonly url: string; readonly name: string } | undefined> {
  const switched = await switchGroupWebhookOff(tx, workspaceId, groupId, ctx.clock());
  if (switched !== undefined)
    await ctx.changes.announce(tx, [{ kind: "group", key: String(groupId) }]);
  return switched;
}
