import type { Queryable } from "../../db/database.ts";
import { type Sql, sql } from "../../db/sql.ts";
import type { PushAudience, PushMessage } from "../push-message.ts";
import type { PushSubscription } from "../push-subscription.ts";

/** Where a message goes, by the key that pages go by. */
export interface Subscriber extends PushSubscription {
  readonly endpointHash: Buffer;
}

type Addressed = Pick<PushMessage, "workspaceId" | "audience">;

const SUBSCRIBER = sql`endpoint_hash as "endpointHash", endpoint, p256dh, auth`;
const FIRST = Buffer.alloc(0);

/** The next browsers of an audience, in the order of their hashes; each once, however many places it has. */
export async function listSubscribers(
  store: Queryable,
  { workspaceId, audience }: Addressed,
  page: { readonly after: Buffer; readonly most: number },
): Promise<Subscriber[]> {
  return store.all<Subscriber>(sql`
    select ${SUBSCRIBER} from ${tableOf(audience)}
     where workspace_id = ${workspaceId}::bigint
       and endpoint_hash in (${hashesOf({ workspaceId, audience }, page)})
     order by endpoint_hash`);
}

/** Those of the browsers that are still there. */
export async function findSubscribers(
  store: Queryable,
  { workspaceId, audience }: Addressed,
  endpointHashes: readonly Buffer[],
): Promise<Subscriber[]> {
  return store.all<Subscriber>(sql`
    select ${SUBSCRIBER} from ${tableOf(audience)}
     where workspace_id = ${workspaceId}::bigint
       and endpoint_hash = any(${endpointHashes}::bytea[])
     order by endpoint_hash`);
}

/** How many there are; looks no further than `most`. */
export async function countSubscribers(
  store: Queryable,
  addressed: Addressed,
  most: number,
): Promise<number> {
  const row = await store.one<{ subscribers: number }>(sql`
    select count(*)::integer as subscribers
      from (${hashesOf(addressed, { after: FIRST, most })}) as found`);
  return row?.subscribers ?? 0;
}

/** Deletes subscriptions with all of their places. */
export async function deleteSubscribers(
  store: Queryable,
  { workspaceId, audience }: Addressed,
  endpointHashes: readonly Buffer[],
): Promise<void> {
  await store.run(sql`
    delete from ${tableOf(audience)}
     where workspace_id = ${workspaceId}::bigint
       and endpoint_hash = any(${endpointHashes}::bytea[])`);
}

function tableOf({ kind }: PushAudience): Sql {
  return kind === "members" ? sql`member_push_subscription` : sql`push_subscription`;
}

/** The hashes of a page of an audience, in order, read from an index alone. */
function hashesOf(
  { workspaceId, audience }: Addressed,
  { after, most }: { readonly after: Buffer; readonly most: number },
): Sql {
  const next = sql`
    workspace_id = ${workspaceId}::bigint and endpoint_hash > ${after}::bytea`;
  const page = sql`order by endpoint_hash limit ${most}::integer`;
  switch (audience.kind) {
    case "members":
      return sql`select endpoint_hash from member_push_subscription where ${next} ${page}`;
    case "link":
      return sql`
        select distinct endpoint_hash from push_place
         where ${next} and link_id = ${audience.linkId}::bigint ${page}`;
    case "groups":
      // A page of each group by itself: of several at once the index gives no order.
      return sql`
        select distinct endpoint_hash
          from unnest(${audience.groupIds}::bigint[]) as wanted (id)
         cross join lateral (
           select distinct endpoint_hash from push_place
            where ${next} and group_id = wanted.id and group_id <> 0 ${page}) as of_group
         ${page}`;
  }
}

export async function hasMemberSubscription(
  store: Queryable,
  workspaceId: number,
): Promise<boolean> {
  const row = await store.one(sql`
    select endpoint_hash from member_push_subscription
     where workspace_id = ${workspaceId}::bigint limit 1`);
  return row !== undefined;
}
