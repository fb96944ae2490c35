import type { Context } from "../context.ts";
import { type Claim, FairGate } from "../kit/fair-gate.ts";
import { Fault } from "../kit/fault.ts";
import { networkHash } from "../kit/network.ts";
import { isPassword } from "../kit/password.ts";
import { within } from "../kit/within.ts";
import type { Lock } from "./pass.ts";
import { mostWrong, recentTries, waitSeconds } from "./password-attempt.ts";
import {
  type Attempts,
  deleteAttempts,
  lockAttempts,
  saveAttempts,
} from "./store/password-attempts.ts";

export interface PasswordTry {
  readonly lock: Lock;
  readonly password: string;
  /** Where the visitor comes from; only a keyed hash of it is kept. */
  readonly address: string;
  /** Aborted once the visitor waits no longer. */
  readonly gone?: AbortSignal;
}

export type TryOutcome =
  | { readonly kind: "right" }
  | { readonly kind: "wrong"; readonly triesLeft: number }
  | { readonly kind: "wait"; readonly seconds: number };

/** Few wrong passwords for one link and network on the whole installation; right ones cost nothing. */
export type TryPassword = (tried: PasswordTry) => Promise<TryOutcome>;

type Parts = Pick<Context, "db" | "clock" | "keys">;

const PATIENCE_MS = 1_000;
const MOST_WAITING = 64;
/** Each try writes to the store before and after its hash: a flood of tries must not fill its queue. */
const TRIES = { maxRunning: 4, maxWaiting: 512, maxWaitMs: 30_000 };

export function makeTryPassword(ctx: Parts): TryPassword {
  const inTurn = makeTurns();
  const gate = new FairGate(TRIES);
  return ({ lock, password, address, gone }) => {
    const { workspaceId, linkId, opens } = lock;
    // Tries of a link and of its statistics count apart: there the same visitor is another one.
    const purpose = opens === "link" ? "" : opens;
    const who = networkHash(ctx.keys.addressKey, address, purpose);
    const of = { workspaceId, linkId, visitorHash: who };
    // One at a time here: visitors who share an address and know the password are never refused.
    const claim = { share: [String(workspaceId), String(linkId)], gone };
    return inTurn(`${linkId} ${of.visitorHash}`, () =>
      gate.run(claim, () => tryOnce(ctx, of, password, { ...claim, hash: lock.passwordHash })),
    );
  };
}

async function tryOnce(
  ctx: Parts,
  of: Attempts,
  password: string,
  { hash, ...claim }: Claim & { readonly hash: string },
): Promise<TryOutcome> {
  // Noted as wrong before it is looked at: no number of tries at once gets past the limit.
  const at = ctx.clock();
  const noted = await within(PATIENCE_MS, noteTry(ctx, of, at));
  if (noted.seconds > 0) return { kind: "wait", seconds: noted.seconds };
  let right = false;
  try {
    right = await isPassword(password, hash, { ...claim, purpose: "visitor" });
  } catch (error) {
    // It was not looked at after all.
    await withdrawTry(ctx, of, at);
    throw error;
  }
  if (!right) return { kind: "wrong", triesLeft: mostWrong - noted.tries };
  // Where the store does not take it back in time, the visitor is let in all the same.
  await within(PATIENCE_MS, withdrawTry(ctx, of, at)).catch(unlessBusy);
  return { kind: "right" };
}

function noteTry({ db }: Parts, of: Attempts, at: Date) {
  return db.transaction(async (tx) => {
    const recent = recentTries(await lockAttempts(tx, of, at), at);
    const seconds = waitSeconds(recent, at);
    if (seconds === 0) await saveAttempts(tx, of, [...recent, at], at);
    return { seconds, tries: recent.length + 1 };
  }, "write");
}

function withdrawTry({ db }: Parts, of: Attempts, at: Date): Promise<void> {
  return db.transaction(async (tx) => {
    const recent = recentTries(await lockAttempts(tx, of, at), at);
    const mine = recent.findIndex((tried) => tried.getTime() === at.getTime());
    const others = mine === -1 ? recent : recent.toSpliced(mine, 1);
    if (others.length === 0) await deleteAttempts(tx, of);
    else await saveAttempts(tx, of, others, at);
  }, "write");
}

function unlessBusy(error: unknown): void {
  if (!(error instanceof Fault && error.code === "busy")) throw error;
}

/** Runs what has the same key one after another; a queue too long is refused as "busy". */
function makeTurns() {
  const queues = new Map<string, { last: Promise<unknown>; length: number }>();
  return async <T>(key: string, work: () => Promise<T>): Promise<T> => {
    const queue = queues.get(key) ?? { last: Promise.resolve(), length: 0 };
    if (queue.length >= MOST_WAITING) throw new Fault("busy");
    queues.set(key, queue);
    queue.length += 1;
    const mine = queue.last.then(work, work);
    queue.last = mine;
    try {
      return await mine;
    } finally {
      queue.length -= 1;
      if (queue.length === 0) queues.delete(key);
    }
  };
}
