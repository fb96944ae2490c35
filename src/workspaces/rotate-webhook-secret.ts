import type { Context } from "../context.ts";
import { Fault } from "../kit/fault.ts";
import { newWebhookSecret } from "./issue-secrets.ts";
import { recordAudit } from "./record-audit.ts";
import { lockWorkspace, saveWebhookSecret } from "./store/workspaces.ts";

const BOTH_SIGN_MS = 24 * 3_600_000;

/** The global webhook's new secret; for a day deliveries are signed with the one before as well. */
export async function rotateWebhookSecret(ctx: Context, workspaceId: number): Promise<string> {
  return ctx.db.transaction(async (tx) => {
    const workspace = await lockWorkspace(tx, workspaceId);
    if (workspace === undefined) throw new Fault("workspace_unknown");
    if (!workspace.webhook.hasSecret) throw new Fault("global_webhook_off", { field: "webhook" });
    const secret = newWebhookSecret();
    const previousUntil = new Date(ctx.clock().getTime() + BOTH_SIGN_MS);
    await saveWebhookSecret(tx, { workspaceId, secret, previousUntil });
    recordAudit(ctx, tx, { workspaceId, action: "webhook.rotate-secret", target: workspace.name });
    return secret;
  }, "write");
}
