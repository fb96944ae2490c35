import type { WorkspaceContext } from "../context.ts";
import { newWebhookSecret } from "../workspaces/issue-secrets.ts";
import { recordAudit } from "../workspaces/record-audit.ts";
import { groupChanges } from "./audited.ts";
import { type Group, webhookUnset } from "./group.ts";
import { applyGroupChange, type GroupChange } from "./group-change.ts";
import { unset } from "./policy.ts";
import { prepareGroupChange } from "./prepare-group-change.ts";
import { insertGroup, nextGroupId } from "./store/group-rows.ts";
import { insertTally } from "./store/tallies.ts";

export interface NewGroup extends GroupChange {
  readonly name: string;
}

/** The secret is made where a webhook is enabled, and never shown again. */
export async function createGroup(
  ctx: WorkspaceContext,
  wanted: NewGroup,
): Promise<{ id: number; secret: string | null }> {
  const before = { settings: unset, webhook: webhookUnset };
  const prepared = await prepareGroupChange(ctx, before, wanted);
  const at = ctx.clock();
  return ctx.db.transaction(async (tx) => {
    const empty: Group = {
      ...before,
      id: await nextGroupId(tx),
      workspaceId: ctx.workspace.id,
      name: wanted.name,
      memo: null,
      hasWebhookSecret: false,
      createdAt: at,
      updatedAt: at,
      version: 0,
    };
    const group = applyGroupChange(empty, prepared, at);
    const secret = group.webhook.enabled === true ? newWebhookSecret() : null;
    await insertGroup(tx, group, secret);
    await insertTally(tx, group.workspaceId, group.id);
    recordAudit(ctx, tx, {
      workspaceId: group.workspaceId,
      action: "group.create",
      target: group.name,
      changes: groupChanges(null, group),
    });
    return { id: group.id, secret };
  }, "write");
}
