import type { Context } from "../context.ts";
import type { Transaction } from "../db/database.ts";
import { Fault } from "../kit/fault.ts";
import { networkHash } from "../kit/network.ts";
import { type HashTurn, hashPassword, isOutdatedHash, isPassword } from "../kit/password.ts";
import type { Member } from "./member.ts";
import { type StartedSession, startSession } from "./start-session.ts";
import { findMemberByEmail, findMemberRow, type MemberRow, saveMember } from "./store/members.ts";
import { trySignIn } from "./try-sign-in.ts";

export interface SignIn {
  readonly email: string;
  readonly password: string;
  readonly address: string;
  /** Aborted once the caller waits no longer. */
  readonly gone?: AbortSignal | undefined;
}

/** No password gives it, and looking takes as long as for one that could. */
const NOBODYS = `scrypt$16384$8$5$${Buffer.alloc(16).toString("base64")}$${Buffer.alloc(32).toString("base64")}`;

/** The same refusal, as slow, for an address that nobody has and for a wrong password. */
export async function signIn(
  ctx: Context,
  input: SignIn,
): Promise<StartedSession & { readonly member: Member }> {
  const turn = strangersTurn(ctx, input);
  const member = await checkPassword(ctx, input, turn);
  const { id, passwordHash } = member;
  const newHash = isOutdatedHash(passwordHash) ? await hashPassword(input.password, turn) : null;
  const started = await ctx.db.transaction(async (tx) => {
    if (newHash !== null) await replaceHash(ctx, tx, member, newHash);
    return startSession(ctx, tx, id);
  }, "write");
  return { ...started, member };
}

/** Leaves a password alone that was changed since it was checked. */
async function replaceHash(
  { clock }: Pick<Context, "clock">,
  tx: Transaction,
  checked: MemberRow,
  passwordHash: string,
): Promise<void> {
  const member = await findMemberRow(tx, checked.id);
  if (member === undefined || member.passwordHash !== checked.passwordHash) return;
  await saveMember(tx, { ...member, passwordHash, at: clock() });
}

/** The member whose address and password these are; sign_in_refused where there is none. */
export async function checkPassword(
  ctx: Context,
  input: SignIn,
  turn: HashTurn = strangersTurn(ctx, input),
): Promise<MemberRow> {
  const { email, password } = input;
  const found = await trySignIn(ctx, { ...input, claim: turn }, async () => {
    const member = await findMemberByEmail(ctx.db.in("write"), email);
    const right = await isPassword(password, member?.passwordHash ?? NOBODYS, turn);
    return right && member !== undefined ? member : null;
  });
  if (found === null) throw new Fault("sign_in_refused");
  return found;
}

/** The turn of somebody who may be anybody: networks take turns. */
export function strangersTurn(
  { keys }: Pick<Context, "keys">,
  { address, gone }: Pick<SignIn, "address" | "gone">,
): HashTurn {
  return { purpose: "sign-in", share: ["stranger", networkHash(keys.addressKey, address)], gone };
}

/** The turn of a member who is signed in: members take turns, whatever strangers do. */
export function membersTurn(memberId: number, gone: AbortSignal | undefined): HashTurn {
  return { purpose: "sign-in", share: ["member", String(memberId)], gone };
}
