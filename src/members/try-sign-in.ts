import { createHmac } from "node:crypto";
import type { Context } from "../context.ts";
import { type Claim, FairGate } from "../kit/fair-gate.ts";
import { Fault } from "../kit/fault.ts";
import { networkHash } from "../kit/network.ts";
import { within } from "../kit/within.ts";
import { accountLimit, networkLimit, recentTries, waitSeconds } from "./password-tries.ts";
import {
  deleteSignInAttempts,
  lockSignInAttempts,
  saveSignInAttempts,
} from "./store/sign-in-attempts.ts";

type Parts = Pick<Context, "db" | "clock" | "keys">;

export interface SignInTry {
  /** Of an account, whether there is one or not. */
  readonly email: string;
  /** Where the caller comes from; only a keyed hash of it is kept. */
  readonly address: string;
}

const PATIENCE_MS = 5_000;
/** Each try writes to the store before and after its hash: a flood of tries must not fill its queue. */
const gate = new FairGate({ maxRunning: 4, maxWaiting: 512, maxWaitMs: 30_000 });

/**
 * Answers what `look` gives. Few tries that give null are let through, for one account and one
 * network on the whole installation; right ones cost nothing. rate_limited where there were too many.
 */
export function trySignIn<Right>(
  ctx: Parts,
  tried: SignInTry & { readonly claim: Claim },
  look: () => Promise<Right | null>,
): Promise<Right | null> {
  return gate.run(tried.claim, () => tryOnce(ctx, tried, look));
}

async function tryOnce<Right>(
  ctx: Parts,
  tried: SignInTry,
  look: () => Promise<Right | null>,
): Promise<Right | null> {
  // Noted as wrong before it is looked at: no number of tries at once gets past the limit.
  const at = ctx.clock();
  const seconds = await within(PATIENCE_MS, noteTry(ctx, tried, at));
  if (seconds > 0) throw new Fault("rate_limited", { seconds });
  let right: Right | null;
  try {
    right = await look();
  } catch (error) {
    await withdrawTry(ctx, tried, at);
    throw error;
  }
  if (right !== null) await withdrawTry(ctx, tried, at);
  return right;
}

/** For whoever proved by another way to be the account's owner. */
export async function clearSignInTries(
  ctx: Parts & Pick<Context, "db">,
  email: string,
): Promise<void> {
  const key = accountKey(ctx, email);
  await ctx.db.transaction((tx) => deleteSignInAttempts(tx, key), "write");
}

function accountKey({ keys }: Parts, email: string): string {
  return `account ${createHmac("sha256", keys.addressKey).update(email).digest("base64url")}`;
}

/** Their keys, each with what it is held to. */
function limitsOf(ctx: Parts, { email, address }: SignInTry) {
  return [
    [accountKey(ctx, email), accountLimit],
    [`network ${networkHash(ctx.keys.addressKey, address)}`, networkLimit],
  ] as const;
}

function noteTry(ctx: Parts, tried: SignInTry, at: Date): Promise<number> {
  const limits = limitsOf(ctx, tried);
  return ctx.db.transaction(async (tx) => {
    const keys = limits.map(([key]) => key);
    const known = await lockSignInAttempts(tx, keys, at);
    const recent = limits.map(([key, limit]) => recentTries(known.get(key) ?? [], limit, at));
    const waits = limits.map(([, limit], index) => waitSeconds(recent[index] ?? [], limit, at));
    const seconds = Math.max(...waits);
    if (seconds > 0) return seconds;
    for (const [index, key] of keys.entries()) {
      await saveSignInAttempts(tx, { key, triedAt: [...(recent[index] ?? []), at] }, at);
    }
    return 0;
  }, "write");
}

function withdrawTry(ctx: Parts, tried: SignInTry, at: Date): Promise<void> {
  const limits = limitsOf(ctx, tried);
  return ctx.db.transaction(async (tx) => {
    const keys = limits.map(([key]) => key);
    for (const [key, triedAt] of await lockSignInAttempts(tx, keys, at)) {
      const mine = triedAt.findIndex((each) => each.getTime() === at.getTime());
      if (mine === -1) continue;
      await saveSignInAttempts(tx, { key, triedAt: triedAt.toSpliced(mine, 1) }, at);
    }
  }, "write");
}
