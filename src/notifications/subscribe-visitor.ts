import type { Context } from "../context.ts";
import type { Transaction } from "../db/database.ts";
import { Fault } from "../kit/fault.ts";
import { networkHash } from "../kit/network.ts";
import { findLinkHosts } from "../links/find-link-hosts.ts";
import { addPlace, holdPerson, type SubscribingVisit } from "./add-place.ts";
import { endpointHash, type PushSubscription, parseSubscription } from "./push-subscription.ts";
import {
  countAddedBy,
  hasSubscription,
  type PushSubscriptionRow,
  saveSubscription,
} from "./store/push-subscriptions.ts";

export interface SubscribeVisitor extends SubscribingVisit {
  /** Where the visitor comes from; a keyed hash of it is kept for an hour. */
  readonly address: string;
  readonly subscription: PushSubscription;
}

/** New browsers that one network may add to a workspace within an hour: an office, not a flood. */
const MOST_ADDED = 30;
const ADDED_WITHIN_MS = 3_600_000;

/**
 * Stores where a visitor's browser takes messages, and at which place it was given. Given again, the
 * later keys win, and a known user stays unless another known one gives it. Returns the hash of its
 * endpoint. Throws `field_invalid` where it is none (`endpoint`, `p256dh`, `auth`), `rate_limited` past
 * what one network may add.
 */
export async function subscribeVisitor(
  ctx: Pick<Context, "db" | "clock" | "keys" | "site" | "hosts">,
  { address, subscription: sent, ...visit }: SubscribeVisitor,
): Promise<Buffer> {
  const { workspaceId, origin } = visit;
  const isLinkHost = await findLinkHosts(ctx, [sent.endpoint]);
  const { allowPrivateAddresses: allowHttp } = ctx.site;
  const subscription = parseSubscription(sent, { isLinkHost, allowHttp });
  const key = { workspaceId, origin, endpointHash: endpointHash(subscription.endpoint) };
  const row = {
    ...key,
    ...subscription,
    visitorMark: networkHash(ctx.keys.addressKey, address),
    at: ctx.clock(),
  };
  await ctx.db.transaction(async (tx) => {
    await requireRoom(tx, row);
    await saveSubscription(tx, { ...row, euid: await holdPerson(tx, visit) });
    await addPlace(tx, key, visit, row.at);
  }, "write");
  return key.endpointHash;
}

async function requireRoom(tx: Transaction, row: Omit<PushSubscriptionRow, "euid">): Promise<void> {
  const { workspaceId, visitorMark, at } = row;
  if (await hasSubscription(tx, row)) return;
  const since = new Date(at.getTime() - ADDED_WITHIN_MS);
  const added = await countAddedBy(tx, { workspaceId, visitorMark, since, most: MOST_ADDED });
  if (added >= MOST_ADDED) throw new Fault("rate_limited", { seconds: ADDED_WITHIN_MS / 1_000 });
}
