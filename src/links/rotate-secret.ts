import type { WorkspaceContext } from "../context.ts";
import { Fault } from "../kit/fault.ts";
import { newWebhookSecret } from "../workspaces/issue-secrets.ts";
import { requirePlan } from "../workspaces/plan.ts";
import { recordAudit } from "../workspaces/record-audit.ts";
import { lockGroup } from "./store/group-rows.ts";
import { saveGroupSecret } from "./store/group-webhooks.ts";

const BOTH_HOLD_MS = 24 * 3_600_000;

/** The group's new secret; for a day deliveries are signed with the old one too. */
export async function rotateSecret(ctx: WorkspaceContext, groupId: number): Promise<string> {
  const workspaceId = ctx.workspace.id;
  const secret = newWebhookSecret();
  await ctx.db.transaction(async (tx) => {
    const group = await lockGroup(tx, workspaceId, groupId);
    if (group === undefined) throw new Fault("group_unknown", { field: "groupId" });
    requirePlan(ctx.workspace.plan, "webhook");
    const previousUntil = new Date(ctx.clock().getTime() + BOTH_HOLD_MS);
    await saveGroupSecret(tx, { workspaceId, groupId, secret, previousUntil });
    recordAudit(ctx, tx, { workspaceId, action: "group.rotate-secret", target: group.name });
  }, "write");
  return secret;
}
