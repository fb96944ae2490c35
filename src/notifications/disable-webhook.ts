import type { Context } from "../context.ts";
import type { Transaction } from "../db/database.ts";
import { disableGroupWebhook } from "../links/disable-group-webhook.ts";
import { disableGlobalWebhook } from "../workspaces/disable-global-webhook.ts";

export interface DisableWebhook {
  readonly workspaceId: number;
  /** Whose webhook it is; null: the workspace's global one. */
  readonly groupId: number | null;
}

/**
 * Switches a webhook off whose receiver does not take what it is sent, in the transaction that found
 * it out. False where it was off already: then nobody need be told.
 */
export async function disableWebhook(
  ctx: Pick<Context, "changes" | "clock" | "log">,
  tx: Transaction,
  { workspaceId, groupId }: DisableWebhook,
): Promise<boolean> {
  const disabled =
    groupId === null
      ? await disableGlobalWebhook(ctx, tx, workspaceId)
      : await disableGroupWebhook(ctx, tx, { workspaceId, groupId });
  if (disabled) {
    tx.afterCommit(() => {
      ctx.log.warn(
        { workspace: workspaceId, group: groupId },
        "a webhook is disabled: 50 deliveries in a row are dead",
      );
    });
  }
  return disabled;
}
