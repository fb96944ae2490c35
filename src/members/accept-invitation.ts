import type { Context } from "../context.ts";
import type { Transaction } from "../db/database.ts";
import { Fault } from "../kit/fault.ts";
import { hashPassword } from "../kit/password.ts";
import { recordAudit } from "../workspaces/record-audit.ts";
import { setUpWorkspace } from "../workspaces/update-workspace.ts";
import { endSessions } from "./end-sessions.ts";
import { loadInvitation, type OpenInvitation } from "./load-invitation.ts";
import type { MemberLanguage } from "./member.ts";
import { checkPassword, strangersTurn } from "./sign-in.ts";
import { type StartedSession, startSession } from "./start-session.ts";
import { deleteResetLinks, takeInvitation } from "./store/invitations.ts";
import {
  insertMember,
  insertMembership,
  lockMemberRow,
  type MemberRow,
  nextMemberId,
  saveMember,
} from "./store/members.ts";
import { clearSignInTries } from "./try-sign-in.ts";

export interface AcceptInvitation {
  readonly token: string;
  /** Needed of somebody who is no member yet. */
  readonly name: string | null;
  /** Needed where the link names no address, and not heard elsewhere. */
  readonly email: string | null;
  readonly password: string;
  readonly language: MemberLanguage;
  readonly address: string;
  /** Aborted once the caller waits no longer. */
  readonly gone?: AbortSignal | undefined;
  /** Of the workspace; only where the first owner sets it up. */
  readonly timeZone?: string | undefined;
  readonly homeCountry?: string | null | undefined;
}

/** Uses the link up and signs in. A member who is invited elsewhere proves it by the password. */
export async function acceptInvitation(
  ctx: Context,
  input: AcceptInvitation,
): Promise<StartedSession> {
  const open = await loadInvitation(ctx, input.token);
  checkSetUpFields(open, input);
  const email = open.invitation.email ?? input.email;
  if (email === null) throw new Fault("field_missing", { field: "email" });
  if (open.invitation.kind === "reset") return resetPassword(ctx, open, input);
  const { password, address, gone } = input;
  const known =
    open.member === null ? null : await checkPassword(ctx, { email, password, address, gone });
  if (known === null && input.name === null) throw new Fault("field_missing", { field: "name" });
  const passwordHash =
    known?.passwordHash ?? (await hashPassword(password, strangersTurn(ctx, input)));
  return ctx.db.transaction(async (tx) => {
    const at = ctx.clock();
    await take(tx, open);
    const { language, name } = input;
    const id = known?.id ?? (await nextMemberId(tx));
    const member = known ?? { id, email, name: name ?? email, language, passwordHash };
    if (known === null && !(await insertMember(tx, { ...member, at }))) {
      throw new Fault("email_taken");
    }
    await join(ctx, tx, open, member);
    const { workspaceId, kind } = open.invitation;
    if (kind === "setup" && workspaceId !== null) {
      const { timeZone, homeCountry } = input;
      const acting = { ...ctx, actor: actorOf(member) };
      await setUpWorkspace(acting, tx, { workspaceId, timeZone, homeCountry, email });
    }
    return startSession(ctx, tx, id);
  }, "write");
}

function checkSetUpFields({ invitation }: OpenInvitation, input: AcceptInvitation): void {
  if (invitation.kind === "setup") return;
  const field = (["timeZone", "homeCountry"] as const).find((name) => input[name] !== undefined);
  if (field !== undefined) throw new Fault("field_invalid", { field, reason: "only_at_set_up" });
}

const actorOf = ({ id, name }: MemberRow) => ({ kind: "member", id, name }) as const;

async function take(tx: Transaction, { invitation }: OpenInvitation): Promise<void> {
  if (!(await takeInvitation(tx, invitation.id))) throw new Fault("invitation_unknown");
}

async function join(
  ctx: Context,
  tx: Transaction,
  { invitation: { workspaceId, role } }: OpenInvitation,
  member: MemberRow,
): Promise<void> {
  const { id: memberId, email } = member;
  if (workspaceId === null || role === null) throw new Error("an invitation to nowhere");
  await lockMemberRow(tx, memberId);
  // An owner of the workspaces before may not enter this one with a link made earlier.
  await deleteResetLinks(tx, email);
  await insertMembership(tx, { workspaceId, memberId, role, at: ctx.clock() });
  await ctx.changes.announce(tx, [{ kind: "member", key: String(memberId) }]);
  const changes = { role: [null, role] } as const;
  recordAudit({ ...ctx, actor: actorOf(member) }, tx, {
    workspaceId,
    action: "member.join",
    target: email,
    changes,
  });
}

/** Every browser that was signed in is signed out. */
async function resetPassword(
  ctx: Context,
  open: OpenInvitation,
  input: Pick<AcceptInvitation, "password" | "address" | "gone">,
): Promise<StartedSession> {
  const { member } = open;
  if (member === null) throw new Fault("invitation_unknown");
  const passwordHash = await hashPassword(input.password, strangersTurn(ctx, input));
  await clearSignInTries(ctx, member.email);
  return ctx.db.transaction(async (tx) => {
    await take(tx, open);
    await saveMember(tx, { ...member, passwordHash, at: ctx.clock() });
    await endSessions(ctx, tx, { memberIds: [member.id], but: null });
    return startSession(ctx, tx, member.id);
  }, "write");
}
