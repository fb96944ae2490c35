import type { Context } from "../context.ts";
import type { Transaction } from "../db/database.ts";
import { endSessions } from "./end-sessions.ts";
import { deleteInvitationsOf } from "./store/invitations.ts";
import { deleteHomeless, deleteMembershipsOf } from "./store/members.ts";

/** Takes the members out of a deleted workspace; there is never more. */
export async function eraseMembers(ctx: Context, workspaceId: number): Promise<boolean> {
  await ctx.db.transaction(async (tx) => {
    await deleteInvitationsOf(tx, workspaceId);
    await forgetMembers(ctx, tx, await deleteMembershipsOf(tx, workspaceId));
  }, "background");
  return false;
}

/** What follows of memberships that are gone: a member of no workspace is nobody. */
export async function forgetMembers(
  ctx: Pick<Context, "changes">,
  tx: Transaction,
  memberIds: readonly number[],
): Promise<void> {
  const homeless = await deleteHomeless(tx, memberIds);
  await endSessions(ctx, tx, { memberIds: homeless, but: null });
  await ctx.changes.announce(
    tx,
    memberIds.map((id) => ({ kind: "member", key: String(id) })),
  );
}
