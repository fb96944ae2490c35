import type { Context } from "../context.ts";
import type { Transaction } from "../db/database.ts";
import { inParallel } from "../kit/in-parallel.ts";
import { type DeliverPush, openDelivery } from "./deliver-push.ts";
import type { PushMessage } from "./push-message.ts";
import { type PushOutcome, waitSeconds } from "./push-outcome.ts";
import { findMessage, finishMessage, moveMessage } from "./store/push-messages.ts";
import {
  deleteSubscribers,
  findSubscribers,
  listSubscribers,
  type Subscriber,
} from "./store/push-subscribers.ts";

export interface SendPush {
  readonly workspaceId: number;
  readonly messageId: number;
}

export interface RetryPush extends SendPush {
  /** Base64url. */
  readonly endpointHashes: readonly string[];
  /** How often these were tried. */
  readonly attempt: number;
}

const PAGE = 100;
/** Then the job ends and the next goes on, so that no workspace keeps the others waiting. */
const PAGES_A_JOB = 10;
const AT_ONCE = 32;

/**
 * Sends a message to its next browsers. How far it is stands in its row, so a second run repeats one
 * page at most, which browsers show once.
 */
export async function sendPush(ctx: Context, job: SendPush): Promise<void> {
  const db = ctx.db.in("background");
  const { workspaceId, messageId } = job;
  const found = await findMessage(db, workspaceId, messageId);
  if (found === undefined || found.finished) return;
  const { message } = found;
  const deliver = await openDelivery(ctx, message);
  let after = found.afterHash;
  for (let pages = 0; pages < PAGES_A_JOB; pages++) {
    const page = await listSubscribers(db, message, { after, most: PAGE });
    const last = page.at(-1);
    if (last === undefined || message.expiresAt <= ctx.clock()) {
      return finishMessage(db, message, ctx.clock());
    }
    const tried = await tryEach(page, deliver);
    const step = { from: after, to: last.endpointHash };
    const moved = await db.transaction(async (tx) => {
      if (!(await moveMessage(tx, message, step))) return false;
      await settle(ctx, tx, message, { tried, attempt: 1 });
      return true;
    });
    if (!moved) return;
    after = last.endpointHash;
  }
  await db.transaction((tx) => ctx.enqueue(tx, "notifications.send-push", job));
}

/** Tries browsers anew whose push service was busy or away. A second run repeats these few. */
export async function retryPush(
  ctx: Context,
  { workspaceId, messageId, endpointHashes, attempt }: RetryPush,
): Promise<void> {
  const db = ctx.db.in("background");
  const found = await findMessage(db, workspaceId, messageId);
  if (found === undefined || found.message.expiresAt <= ctx.clock()) return;
  const { message } = found;
  const hashes = endpointHashes.map((hash) => Buffer.from(hash, "base64url"));
  const subscribers = await findSubscribers(db, message, hashes);
  const tried = await tryEach(subscribers, await openDelivery(ctx, message));
  await db.transaction((tx) => settle(ctx, tx, message, { tried, attempt: attempt + 1 }));
}

interface Tried {
  readonly subscriber: Subscriber;
  readonly outcome: PushOutcome;
}

function tryEach(page: readonly Subscriber[], deliver: DeliverPush): Promise<Tried[]> {
  return inParallel(page, AT_ONCE, async (subscriber) => ({
    subscriber,
    outcome: await deliver(subscriber),
  }));
}

/** Forgets browsers that are gone, and has those tried again that may take it later. */
async function settle(
  ctx: Context,
  tx: Transaction,
  message: PushMessage,
  { tried, attempt }: { readonly tried: readonly Tried[]; readonly attempt: number },
): Promise<void> {
  const { workspaceId, id: messageId } = message;
  const gone = tried.filter(({ outcome }) => outcome.kind === "gone");
  if (gone.length > 0) await deleteSubscribers(tx, message, gone.map(hashOf));
  for (const [seconds, late] of Map.groupBy(tried, (each) => waitOf(each, attempt))) {
    if (seconds === null) continue;
    const endpointHashes = late.map((each) => hashOf(each).toString("base64url"));
    const job = { workspaceId, messageId, endpointHashes, attempt };
    const startAfter = new Date(ctx.clock().getTime() + seconds * 1_000);
    await ctx.enqueue(tx, "notifications.retry-push", job, { startAfter });
  }
}

const hashOf = ({ subscriber }: Tried): Buffer => subscriber.endpointHash;

/** Null: it is not tried again. */
function waitOf({ outcome }: Tried, attempt: number): number | null {
  return outcome.kind === "later" ? waitSeconds(attempt, outcome.seconds) : null;
}
