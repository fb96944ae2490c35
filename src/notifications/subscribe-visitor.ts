import { lockPeople } from "../audience/lock-people.ts";
import type { Context } from "../context.ts";
import type { Transaction } from "../db/database.ts";
import { Fault } from "../kit/fault.ts";
import { networkHash } from "../kit/network.ts";
import { findLinkHosts } from "../links/find-link-hosts.ts";
import { endpointHash, type PushSubscription, parseSubscription } from "./push-subscription.ts";
import {
  countAddedBy,
  hasSubscription,
  type PushSubscriptionRow,
  saveSubscription,
} from "./store/push-subscriptions.ts";

export interface SubscribeVisitor {
  readonly workspaceId: number;
  readonly linkId: number;
  /** Of the link at this moment. */
  readonly groupId: number | null;
  /** Whose personal link it is given on; null: nobody's. */
  readonly euid: number | null;
  /** Of the link domain. */
  readonly origin: string;
  /** Where the visitor comes from; a keyed hash of it is kept for an hour. */
  readonly address: string;
  readonly subscription: PushSubscription;
}

/** New browsers that one network may add to a workspace within an hour: an office, not a flood. */
const MOST_ADDED = 30;
const ADDED_WITHIN_MS = 3_600_000;

/**
 * Stores where a visitor's browser takes messages; given again, the later one wins. `field_invalid`
 * where it is none (`endpoint`, `p256dh`, `auth`), `rate_limited` past what one network may add.
 */
export async function subscribeVisitor(
  ctx: Pick<Context, "db" | "clock" | "keys" | "site" | "hosts">,
  { workspaceId, linkId, groupId, euid, origin, address, subscription: sent }: SubscribeVisitor,
): Promise<void> {
  const isLinkHost = await findLinkHosts(ctx, [sent.endpoint]);
  const { allowPrivateAddresses: allowHttp } = ctx.site;
  const subscription = parseSubscription(sent, { isLinkHost, allowHttp });
  const row: PushSubscriptionRow = {
    ...subscription,
    workspaceId,
    endpointHash: endpointHash(subscription.endpoint),
    origin,
    linkId,
    groupId,
    euid,
    visitorMark: networkHash(ctx.keys.addressKey, address),
    at: ctx.clock(),
  };
  await ctx.db.transaction(async (tx) => {
    await requireRoom(tx, row);
    await saveSubscription(tx, { ...row, euid: await holdPerson(tx, workspaceId, euid) });
  }, "write");
}

async function requireRoom(tx: Transaction, row: PushSubscriptionRow): Promise<void> {
  const { workspaceId, visitorMark, at } = row;
  if (await hasSubscription(tx, workspaceId, row.endpointHash)) return;
  const since = new Date(at.getTime() - ADDED_WITHIN_MS);
  const added = await countAddedBy(tx, { workspaceId, visitorMark, since, most: MOST_ADDED });
  if (added >= MOST_ADDED) throw new Fault("rate_limited", { seconds: ADDED_WITHIN_MS / 1_000 });
}

/** Who the number leads to, held, so that nothing is stored of a user erased meanwhile. */
async function holdPerson(
  tx: Transaction,
  workspaceId: number,
  euid: number | null,
): Promise<number | null> {
  if (euid === null) return null;
  return (await lockPeople(tx, workspaceId, [euid])).get(euid) ?? null;
}
