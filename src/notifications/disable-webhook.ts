import type { Context } from "../context.ts";
import type { Transaction } from "../db/database.ts";
import { disableGroupWebhook } from "../links/disable-group-webhook.ts";
import { disableGlobalWebhook } from "../workspaces/disable-global-webhook.ts";

export interface DisableWebhook {
  readonly workspaceId: number;
  /** Whose webhook it is; null: the workspace's global one. */
  readonly groupId: number | null;
}

export type DisableParts = Pick<Context, "changes" | "clock" | "enqueue" | "log">;

/**
 * Switches a webhook off whose receiver does not take what it is sent, in the transaction that found
 * it out, with the job that tells the workspace. Where it was off already nobody is told.
 */
export async function disableWebhook(
  ctx: DisableParts,
  tx: Transaction,
  { workspaceId, groupId }: DisableWebhook,
): Promise<void> {
  const disabled = await switchOff(ctx, tx, { workspaceId, groupId });
  if (disabled === undefined) return;
  const { groupName, url } = disabled;
  const at = ctx.clock().toISOString();
  await ctx.enqueue(tx, "notifications.tell-workspace", {
    workspaceId,
    notice: { kind: "webhook-disabled", groupName, host: new URL(url).host, at },
  });
  tx.afterCommit(() => {
    ctx.log.warn(
      { workspace: workspaceId, group: groupId },
      "a webhook is disabled: 50 deliveries in a row are dead",
    );
  });
}

async function switchOff(
  ctx: DisableParts,
  tx: Transaction,
  { workspaceId, groupId }: DisableWebhook,
): Promise<{ readonly groupName: string | null; readonly url: string } | undefined> {
  if (groupId === null) {
    const disabled = await disableGlobalWebhook(ctx, tx, workspaceId);
    return disabled && { groupName: null, url: disabled.url };
  }
  const disabled = await disableGroupWebhook(ctx, tx, { workspaceId, groupId });
  return disabled && { groupName: disabled.name, url: disabled.url };
}
