import type { Context } from "../context.ts";
import { findLinkHosts } from "../links/find-link-hosts.ts";
import { endpointHash, type PushSubscription, parseSubscription } from "./push-subscription.ts";
import { deleteOldestOfMember, saveMemberSubscription } from "./store/push-subscriptions.ts";

export interface SubscribeMember {
  readonly workspaceId: number;
  readonly memberId: number;
  readonly subscription: PushSubscription;
}

/** Of one member in one workspace; the one given longest ago makes room. */
const MOST_BROWSERS = 20;

/** Stores a browser of a member, to be told of clicks; given again, the later one wins. */
export async function subscribeMember(
  { db, clock, site, hosts }: Pick<Context, "db" | "clock" | "site" | "hosts">,
  { workspaceId, memberId, subscription: sent }: SubscribeMember,
): Promise<void> {
  const isLinkHost = await findLinkHosts({ site, hosts }, [sent.endpoint]);
  const { allowPrivateAddresses: allowHttp } = site;
  const subscription = parseSubscription(sent, { isLinkHost, allowHttp });
  const hash = endpointHash(subscription.endpoint);
  const row = { ...subscription, workspaceId, memberId, endpointHash: hash, at: clock() };
  await db.transaction(async (tx) => {
    await saveMemberSubscription(tx, row);
    await deleteOldestOfMember(tx, workspaceId, memberId, MOST_BROWSERS);
  }, "write");
}
