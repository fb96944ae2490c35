import type { WorkspaceContext } from "../context.ts";
import type { Transaction } from "../db/database.ts";
import { Fault } from "../kit/fault.ts";
import { recordAudit } from "../workspaces/record-audit.ts";
import type { IssuedInvitation } from "./issue-invitation.ts";
import { replaceResetLink } from "./issue-reset-link.ts";
import { listMemberships, lockMemberRow } from "./store/members.ts";

export interface IssueMemberResetLink {
  /** The owner who asks. */
  readonly ownerId: number;
  readonly memberId: number;
}

/**
 * Returns a link to a new password for a member of the workspace. Whoever opens it is that member
 * everywhere, so an owner gets one only for members whose every workspace the owner owns too
 * (else `reset_link_refused`), and none for the owner's own account, which has its password changed
 * by the password.
 */
export async function issueMemberResetLink(
  ctx: WorkspaceContext,
  { ownerId, memberId }: IssueMemberResetLink,
): Promise<IssuedInvitation> {
  const workspaceId = ctx.workspace.id;
  return ctx.db.transaction(async (tx) => {
    // Held, so that the member joins no other workspace before the link is stored.
    const member = await lockMemberRow(tx, memberId);
    const theirs = await listMemberships(tx, memberId);
    if (member === undefined || !theirs.some((each) => each.workspaceId === workspaceId)) {
      throw new Fault("member_unknown", { field: "memberId" });
    }
    const refuse = (reason: string) =>
      new Fault("reset_link_refused", { field: "memberId", reason });
    if (memberId === ownerId) throw refuse("reset_own");
    const owned = await ownedBy(tx, ownerId);
    if (!theirs.every((each) => owned.has(each.workspaceId))) throw refuse("reset_elsewhere");
    const issued = await replaceResetLink(ctx, tx, member.email);
    recordAudit(ctx, tx, { workspaceId, action: "member.reset-link", target: member.email });
    return issued;
  }, "write");
}

async function ownedBy(tx: Transaction, memberId: number): Promise<ReadonlySet<number>> {
  const memberships = await listMemberships(tx, memberId);
  return new Set(
    memberships.filter(({ role }) => role === "owner").map(({ workspaceId }) => workspaceId),
  );
}
