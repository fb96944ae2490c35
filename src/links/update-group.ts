import type { WorkspaceContext } from "../context.ts";
import { Fault } from "../kit/fault.ts";
import { newWebhookSecret } from "../workspaces/issue-secrets.ts";
import { recordAudit } from "../workspaces/record-audit.ts";
import { groupChanges } from "./audited.ts";
import type { Group } from "./group.ts";
import { applyGroupChange, checkGroupRules, type GroupChange } from "./group-change.ts";
import { checkVersion } from "./link-change.ts";
import { prepareGroupChange } from "./prepare-group-change.ts";
import { findGroupRow, lockGroup, saveGroup } from "./store/group-rows.ts";

export interface UpdateGroup {
  readonly id: number;
  readonly change: GroupChange;
  /** The versions the caller may have seen; null: whichever stands is overwritten. */
  readonly expected: readonly number[] | null;
}

/**
 * One row, whatever the group holds: links look their group's word up. Answers the webhook secret
 * only where this call made it.
 */
export async function updateGroup(
  ctx: WorkspaceContext,
  { id, change, expected }: UpdateGroup,
): Promise<string | null> {
  const { workspace } = ctx;
  const standing = (group: Group | undefined): Group => {
    if (group === undefined) throw new Fault("group_unknown", { field: "groupId" });
    checkVersion(group.version, expected);
    return group;
  };
  const seen = standing(await findGroupRow(ctx.db, workspace.id, id));
  const prepared = await prepareGroupChange(ctx, seen, change);

  return ctx.db.transaction(async (tx) => {
    const before = standing(await lockGroup(tx, workspace.id, id));
    checkGroupRules(before, change, workspace.webhook.enabled);
    const after = applyGroupChange(before, prepared, ctx.clock());
    const first = after.webhook.enabled === true && !before.hasWebhookSecret;
    const secret = first ? newWebhookSecret() : null;
    await saveGroup(tx, after, secret);
    recordAudit(ctx, tx, {
      workspaceId: workspace.id,
      action: "group.update",
      target: after.name,
      changes: groupChanges(before, after),
    });
    await ctx.changes.announce(tx, [{ kind: "group", key: String(id) }]);
    return secret;
  }, "write");
}
