import type { Queryable, Transaction } from "../../db/database.ts";
import { type Sql, sql } from "../../db/sql.ts";
import type { PushAudience, PushMessage } from "../push-message.ts";
import type { PushSubscription } from "../push-subscription.ts";

/** A subscription with where it was given. */
export interface PushSubscriptionRow extends PushSubscription {
  readonly workspaceId: number;
  readonly endpointHash: Buffer;
  readonly origin: string;
  readonly linkId: number;
  readonly groupId: number | null;
  readonly euid: number | null;
  readonly visitorMark: string;
  readonly at: Date;
}

export async function hasSubscription(
  store: Queryable,
  workspaceId: number,
  endpointHash: Buffer,
): Promise<boolean> {
  const row = await store.one(sql`
    select link_id from push_subscription
     where workspace_id = ${workspaceId}::bigint and endpoint_hash = ${endpointHash}::bytea`);
  return row !== undefined;
}

/** How many a network has added since then; looks no further than `most`. */
export async function countAddedBy(
  store: Queryable,
  by: {
    readonly workspaceId: number;
    readonly visitorMark: string;
    readonly since: Date;
    readonly most: number;
  },
): Promise<number> {
  const row = await store.one<{ added: number }>(sql`
    select count(*)::integer as added
      from (select 1 from push_subscription
             where workspace_id = ${by.workspaceId}::bigint
               and visitor_mark = ${by.visitorMark}::text
               and created_at > ${by.since}::timestamptz
             limit ${by.most}::integer) as recent`);
  return row?.added ?? 0;
}

/** Of a browser that is there already all is written anew but when it came. */
export async function saveSubscription(tx: Transaction, row: PushSubscriptionRow): Promise<void> {
  await tx.run(sql`
    insert into push_subscription (
      workspace_id, endpoint_hash, endpoint, p256dh, auth, origin, link_id, group_id, euid,
      visitor_mark, created_at, updated_at)
    values (
      ${row.workspaceId}::bigint, ${row.endpointHash}::bytea, ${row.endpoint}::text,
      ${row.p256dh}::text, ${row.auth}::text, ${row.origin}::text, ${row.linkId}::bigint,
      ${row.groupId}::bigint, ${row.euid}::bigint, ${row.visitorMark}::text,
      ${row.at}::timestamptz, ${row.at}::timestamptz)
    on conflict (workspace_id, endpoint_hash) do update
       set p256dh = excluded.p256dh, auth = excluded.auth, origin = excluded.origin,
           link_id = excluded.link_id, group_id = excluded.group_id, euid = excluded.euid,
           updated_at = excluded.updated_at`);
}

/** Where a message goes, by the key that pages go by. */
export interface Subscriber extends PushSubscription {
  readonly endpointHash: Buffer;
}

const SUBSCRIBER = sql`endpoint_hash as "endpointHash", endpoint, p256dh, auth`;

/** The next of an audience, in the order of their hashes. */
export async function listSubscribers(
  store: Queryable,
  { workspaceId, audience }: Pick<PushMessage, "workspaceId" | "audience">,
  { after, most }: { readonly after: Buffer; readonly most: number },
): Promise<Subscriber[]> {
  return store.all<Subscriber>(sql`
    select ${SUBSCRIBER} from ${tableOf(audience)}
     where workspace_id = ${workspaceId}::bigint and ${belongs(audience)}
       and endpoint_hash > ${after}::bytea
     order by endpoint_hash limit ${most}::integer`);
}

/** Those of the browsers that are still there. */
export async function findSubscribers(
  store: Queryable,
  { workspaceId, audience }: Pick<PushMessage, "workspaceId" | "audience">,
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
  { workspaceId, audience }: Pick<PushMessage, "workspaceId" | "audience">,
  most: number,
): Promise<number> {
  const row = await store.one<{ subscribers: number }>(sql`
    select count(*)::integer as subscribers
      from (select 1 from ${tableOf(audience)}
             where workspace_id = ${workspaceId}::bigint and ${belongs(audience)}
             limit ${most}::integer) as found`);
  return row?.subscribers ?? 0;
}

export async function deleteSubscribers(
  store: Queryable,
  { workspaceId, audience }: Pick<PushMessage, "workspaceId" | "audience">,
  endpointHashes: readonly Buffer[],
): Promise<void> {
  await store.run(sql`
    delete from ${tableOf(audience)}
     where workspace_id = ${workspaceId}::bigint
       and endpoint_hash = any(${endpointHashes}::bytea[])`);
}

export interface MemberSubscription extends PushSubscription {
  readonly workspaceId: number;
  readonly memberId: number;
  readonly endpointHash: Buffer;
  readonly at: Date;
}

export async function saveMemberSubscription(
  tx: Transaction,
  row: MemberSubscription,
): Promise<void> {
  await tx.run(sql`
    insert into member_push_subscription (
      workspace_id, endpoint_hash, endpoint, p256dh, auth, member_id, created_at, updated_at)
    values (
      ${row.workspaceId}::bigint, ${row.endpointHash}::bytea, ${row.endpoint}::text,
      ${row.p256dh}::text, ${row.auth}::text, ${row.memberId}::bigint,
      ${row.at}::timestamptz, ${row.at}::timestamptz)
    on conflict (workspace_id, endpoint_hash) do update
       set p256dh = excluded.p256dh, auth = excluded.auth, member_id = excluded.member_id,
           updated_at = excluded.updated_at`);
}

/** A member has so many browsers at most: whichever were given longest ago go. */
export async function deleteOldestOfMember(
  tx: Transaction,
  workspaceId: number,
  memberId: number,
  kept: number,
): Promise<void> {
  await tx.run(sql`
    delete from member_push_subscription
     where workspace_id = ${workspaceId}::bigint and member_id = ${memberId}::bigint
       and endpoint_hash in (
         select endpoint_hash from member_push_subscription
          where workspace_id = ${workspaceId}::bigint and member_id = ${memberId}::bigint
          order by updated_at desc
         offset ${kept}::integer)`);
}

/** One that a member gave, or all. */
export async function deleteMemberSubscriptions(
  tx: Transaction,
  of: Pick<MemberSubscription, "workspaceId" | "memberId"> & {
    readonly endpointHash: Buffer | null;
  },
): Promise<void> {
  await tx.run(sql`
    delete from member_push_subscription
     where workspace_id = ${of.workspaceId}::bigint and member_id = ${of.memberId}::bigint
       and (${of.endpointHash}::bytea is null or endpoint_hash = ${of.endpointHash}::bytea)`);
}

/** Deletes some that these people gave; answers how many. */
export async function deleteOfPeople(
  tx: Transaction,
  workspaceId: number,
  euids: readonly number[],
  most: number,
): Promise<number> {
  return tx.run(sql`
    delete from push_subscription
     where workspace_id = ${workspaceId}::bigint
       and endpoint_hash in (
         select endpoint_hash from push_subscription
          where workspace_id = ${workspaceId}::bigint and euid = any(${euids}::bigint[])
          limit ${most}::integer)`);
}

/** Deletes some of all there are of a workspace; answers how many of the table that had most. */
export async function deleteSomePush(
  tx: Transaction,
  workspaceId: number,
  most: number,
): Promise<number> {
  const deleted = [];
  for (const table of [sql`push_subscription`, sql`member_push_subscription`]) {
    deleted.push(
      await tx.run(sql`
        delete from ${table}
         where workspace_id = ${workspaceId}::bigint
           and endpoint_hash in (
             select endpoint_hash from ${table} where workspace_id = ${workspaceId}::bigint
              limit ${most}::integer)`),
    );
  }
  deleted.push(
    await tx.run(sql`
      delete from push_message
       where workspace_id = ${workspaceId}::bigint
         and message_id in (
           select message_id from push_message where workspace_id = ${workspaceId}::bigint
            order by message_id limit ${most}::integer)`),
  );
  return Math.max(...deleted);
}

/** Forgets from which network some came that came before then; answers how many. */
export async function clearVisitorMarks(
  tx: Transaction,
  workspaceId: number,
  { before, most }: { readonly before: Date; readonly most: number },
): Promise<number> {
  return tx.run(sql`
    update push_subscription set visitor_mark = null
     where workspace_id = ${workspaceId}::bigint
       and endpoint_hash in (
         select endpoint_hash from push_subscription
          where workspace_id = ${workspaceId}::bigint and visitor_mark is not null
            and created_at < ${before}::timestamptz
          limit ${most}::integer)`);
}

/** Where subscriptions after this one were given. */
export async function listOrigins(
  store: Queryable,
  workspaceId: number,
  { after, most }: { readonly after: Buffer; readonly most: number },
): Promise<{ endpointHash: Buffer; linkId: number; groupId: number | null }[]> {
  return store.all(sql`
    select endpoint_hash as "endpointHash", link_id as "linkId", group_id as "groupId"
      from push_subscription
     where workspace_id = ${workspaceId}::bigint and endpoint_hash > ${after}::bytea
     order by endpoint_hash limit ${most}::integer`);
}

function tableOf({ kind }: PushAudience): Sql {
  return kind === "members" ? sql`member_push_subscription` : sql`push_subscription`;
}

function belongs(audience: PushAudience): Sql {
  switch (audience.kind) {
    case "link":
      return sql`link_id = ${audience.linkId}::bigint`;
    case "group":
      return sql`group_id = ${audience.groupId}::bigint`;
    case "members":
      return sql`true`;
  }
}
