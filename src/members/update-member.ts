import type { Context } from "../context.ts";
import { Fault } from "../kit/fault.ts";
import { hashPassword } from "../kit/password.ts";
import { endSessions } from "./end-sessions.ts";
import type { SessionCaller } from "./find-session.ts";
import type { Member } from "./member.ts";
import { checkPassword, membersTurn } from "./sign-in.ts";
import { findMemberRow, saveMember } from "./store/members.ts";

export interface UpdateMember {
  readonly caller: SessionCaller;
  readonly changes: Partial<Pick<Member, "name" | "language">>;
  /** The one there is, and the one there is to be. */
  readonly password: { readonly old: string; readonly new: string } | null;
  readonly address: string;
  /** Aborted once the caller waits no longer. */
  readonly gone?: AbortSignal | undefined;
}

/** A new password signs out everywhere else. */
export async function updateMember(ctx: Context, input: UpdateMember): Promise<void> {
  const { caller, changes, password, address, gone } = input;
  const { id, email } = caller.member;
  const turn = membersTurn(id, gone);
  if (password !== null) await checkPassword(ctx, { email, password: password.old, address }, turn);
  const passwordHash = password === null ? null : await hashPassword(password.new, turn);
  await ctx.db.transaction(async (tx) => {
    const member = await findMemberRow(tx, id);
    if (member === undefined) throw new Fault("session_ended");
    const kept = passwordHash ?? member.passwordHash;
    await saveMember(tx, { ...member, ...changes, passwordHash: kept, at: ctx.clock() });
    if (passwordHash !== null) {
      await endSessions(ctx, tx, { memberIds: [id], but: caller.session.id });
    }
    await ctx.changes.announce(tx, [{ kind: "member", key: String(id) }]);
  }, "write");
}
