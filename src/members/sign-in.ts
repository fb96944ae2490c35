import type { Context } from "../context.ts";
import { Fault } from "../kit/fault.ts";
import { networkHash } from "../kit/network.ts";
import { type HashTurn, isPassword } from "../kit/password.ts";
import type { Member } from "./member.ts";
import { type StartedSession, startSession } from "./start-session.ts";
import { findMemberByEmail, type MemberRow } from "./store/members.ts";
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
  const member = await checkPassword(ctx, input);
  const started = await ctx.db.transaction((tx) => startSession(ctx, tx, member.id), "write");
  return { ...started, member };
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
