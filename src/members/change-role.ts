import type { WorkspaceContext } from "../context.ts";
import { recordAudit } from "../workspaces/record-audit.ts";
import { lockMember } from "./lock-member.ts";
import type { Role } from "./role.ts";
import { saveRole } from "./store/members.ts";

export interface ChangeRole {
  readonly memberId: number;
  readonly role: Role;
}

/** last_owner where the workspace would be nobody's. */
export async function changeRole(
  ctx: WorkspaceContext,
  { memberId, role }: ChangeRole,
): Promise<void> {
  const workspaceId = ctx.workspace.id;
  await ctx.db.transaction(async (tx) => {
    const { member, role: before } = await lockMember(tx, workspaceId, memberId, role);
    await saveRole(tx, workspaceId, memberId, role);
    recordAudit(ctx, tx, {
      workspaceId,
      action: "member.change-role",
      target: member.email,
      changes: before === role ? {} : { role: [before, role] },
    });
    await ctx.changes.announce(tx, [{ kind: "member", key: String(memberId) }]);
  }, "write");
}
