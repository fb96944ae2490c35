import type { Context } from "../context.ts";
import { Fault } from "../kit/fault.ts";
import { hashSecret } from "../workspaces/credentials.ts";
import type { Workspace } from "../workspaces/workspace.ts";
import type { Invitation } from "./invitation.ts";
import { findInvitationRow } from "./store/invitations.ts";
import { findMemberByEmail, type MemberRow } from "./store/members.ts";

/** A link that is still good, with what it is about. */
export interface OpenInvitation {
  readonly invitation: Invitation;
  /** Null where the link is about no workspace. */
  readonly workspace: Workspace | null;
  /** Who has the address already. */
  readonly member: MemberRow | null;
}

/** invitation_unknown where the link is used, past its time, or of a workspace that is gone. */
export async function loadInvitation(ctx: Context, token: string): Promise<OpenInvitation> {
  const invitation = await findInvitationRow(ctx.db, hashSecret(token));
  if (invitation === undefined) throw new Fault("invitation_unknown");
  const { endsAt, workspaceId, email } = invitation;
  if (endsAt !== null && endsAt <= ctx.clock()) throw new Fault("invitation_unknown");
  const workspace = workspaceId === null ? null : await ctx.workspaces.get(String(workspaceId));
  const gone = workspace === null || workspace.deletedAt !== null;
  if (workspaceId !== null && gone) throw new Fault("invitation_unknown");
  const member = email === null ? undefined : await findMemberByEmail(ctx.db, email);
  return { invitation, workspace, member: member ?? null };
}
