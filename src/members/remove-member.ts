import type { WorkspaceContext } from "../context.ts";
import { recordAudit } from "../workspaces/record-audit.ts";
import { forgetMembers } from "./erase-members.ts";
import { lockMember } from "./lock-member.ts";
import { deleteMembership } from "./store/members.ts";

/** From the commit on no session of theirs acts in the workspace; last_owner stays. */
export async function removeMember(ctx: WorkspaceContext, memberId: number): Promise<void> {
  const workspaceId = ctx.workspace.id;
  await ctx.db.transaction(async (tx) => {
    const { member, role } = await lockMember(tx, workspaceId, memberId, null);
    await deleteMembership(tx, workspaceId, memberId);
    recordAudit(ctx, tx, {
      workspaceId,
      action: "member.remove",
      target: member.email,
      changes: { role: [role, null] },
    });
    await forgetMembers(ctx, tx, [memberId]);
  }, "write");
}
