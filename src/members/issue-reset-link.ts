import type { Context } from "../context.ts";
import type { Transaction } from "../db/database.ts";
import { Fault } from "../kit/fault.ts";
import { type IssuedInvitation, issueInvitation } from "./issue-invitation.ts";
import { deleteResetLinks } from "./store/invitations.ts";
import { findMemberByEmail } from "./store/members.ts";

/** For a member who lost the password, made by the operator. */
export async function issueResetLink(ctx: Context, email: string): Promise<IssuedInvitation> {
  return ctx.db.transaction(async (tx) => {
    if ((await findMemberByEmail(tx, email)) === undefined)
      throw new Fault("member_unknown", { field: "email" });
    return replaceResetLink(ctx, tx, email);
  }, "write");
}

/** The links made before for the same address are void. */
export async function replaceResetLink(
  ctx: Context,
  tx: Transaction,
  email: string,
): Promise<IssuedInvitation> {
  await deleteResetLinks(tx, email);
  return issueInvitation(ctx, tx, { kind: "reset", workspaceId: null, email, role: null });
}
