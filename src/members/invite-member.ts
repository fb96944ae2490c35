import type { Context } from "../context.ts";
import type { Transaction } from "../db/database.ts";
import { Fault } from "../kit/fault.ts";
import { loadWorkspace } from "../workspaces/load-workspace.ts";
import { recordAudit } from "../workspaces/record-audit.ts";
import { type IssuedInvitation, issueInvitation } from "./issue-invitation.ts";
import type { Role } from "./role.ts";
import { deleteInvitationsTo, listInvitationRows } from "./store/invitations.ts";
import { findMemberByEmail, listMemberships } from "./store/members.ts";

export interface InviteMember {
  readonly workspaceId: number;
  readonly email: string;
  readonly role: Role;
}

/** Of one workspace that nobody has used yet: lists are not paged. */
const MOST_OPEN = 200;

/** An invitation before this one to the same address is void. */
export async function inviteMember(
  ctx: Context,
  { workspaceId, email, role }: InviteMember,
): Promise<IssuedInvitation> {
  await loadWorkspace(ctx, workspaceId);
  return ctx.db.transaction(async (tx) => {
    await refuseMembers(tx, workspaceId, email);
    await deleteInvitationsTo(tx, { kind: "invitation", email, workspaceId });
    const open = await listInvitationRows(tx, workspaceId, ctx.clock());
    if (open.length >= MOST_OPEN) {
      throw new Fault("members_too_many", { field: "email", max: MOST_OPEN });
    }
    const wanted = { kind: "invitation", workspaceId, email, role } as const;
    const issued = await issueInvitation(ctx, tx, wanted);
    const changes = { role: [null, role] } as const;
    recordAudit(ctx, tx, { workspaceId, action: "invitation.create", target: email, changes });
    return issued;
  }, "write");
}

async function refuseMembers(tx: Transaction, workspaceId: number, email: string): Promise<void> {
  const member = await findMemberByEmail(tx, email);
  if (member === undefined) return;
  const memberships = await listMemberships(tx, member.id);
  if (memberships.some((each) => each.workspaceId === workspaceId)) {
    throw new Fault("member_exists");
  }
}
