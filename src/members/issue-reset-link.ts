import type { Context } from "../context.ts";
import { Fault } from "../kit/fault.ts";
import { type IssuedInvitation, issueInvitation } from "./issue-invitation.ts";
import { deleteInvitationsTo } from "./store/invitations.ts";
import { findMemberByEmail } from "./store/members.ts";

/** For a member who lost the password; the links made before for the same are void. */
export async function issueResetLink(ctx: Context, email: string): Promise<IssuedInvitation> {
  return ctx.db.transaction(async (tx) => {
    if ((await findMemberByEmail(tx, email)) === undefined)
      throw new Fault("member_unknown", { field: "email" });
    const wanted = { kind: "reset", workspaceId: null, email, role: null } as const;
    await deleteInvitationsTo(tx, wanted);
    return issueInvitation(ctx, tx, wanted);
  }, "write");
}
