import type { Queryable, Transaction } from "../../db/database.ts";
import { sql } from "../../db/sql.ts";
import type { PushSubscription, SubscriptionKey } from "../push-subscription.ts";
import { deleteSomePlaces } from "./push-places.ts";

export interface PushSubscriptionRow extends SubscriptionKey, PushSubscription {
  /** Whose browser it is; null: not known. */
  readonly euid: number | null;
  readonly visitorMark: string;
  readonly at: Date;
}

export async function hasSubscription(
  store: Queryable,
  { workspaceId, endpointHash, origin }: SubscriptionKey,
): Promise<boolean> {
  const row = await store.one(sql`
    select created_at from push_subscription
     where workspace_id = ${workspaceId}::bigint and endpoint_hash = ${endpointHash}::bytea
       and origin = ${origin}::text`);
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

/** Of a browser that is there already all is written anew but when it came; a known user is kept. */
export async function saveSubscription(tx: Transaction, row: PushSubscriptionRow): Promise<void> {
  await tx.run(sql`
    insert into push_subscription (
      workspace_id, endpoint_hash, endpoint, p256dh, auth, origin, euid, visitor_mark,
      created_at, updated_at)
    values (
      ${row.workspaceId}::bigint, ${row.endpointHash}::bytea, ${row.endpoint}::text,
      ${row.p256dh}::text, ${row.auth}::text, ${row.origin}::text, ${row.euid}::bigint,
      ${row.visitorMark}::text, ${row.at}::timestamptz, ${row.at}::timestamptz)
    on conflict (workspace_id, endpoint_hash) do update
       set p256dh = excluded.p256dh, auth = excluded.auth, origin = excluded.origin,
           euid = coalesce(excluded.euid, push_subscription.euid),
           updated_at = excluded.updated_at`);
}

/** Writes down a visit of a browser, and whose it was if known. Returns false where there is no such browser. */
export async function touchSubscription(
  tx: Transaction,
  { workspaceId, endpointHash, origin }: SubscriptionKey,
  { euid, at }: { readonly euid: number | null; readonly at: Date },
): Promise<boolean> {
  const touched = await tx.run(sql`
    update push_subscription
       set euid = coalesce(${euid}::bigint, euid), updated_at = ${at}::timestamptz
     where workspace_id = ${workspaceId}::bigint and endpoint_hash = ${endpointHash}::bytea
       and origin = ${origin}::text`);
  return touched === 1;
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

/** Deletes some of all rows of a workspace; returns how many of the table that had most. */
export async function deleteSomePush(
  tx: Transaction,
  workspaceId: number,
  most: number,
): Promise<number> {
  const deleted = [await deleteSomePlaces(tx, workspaceId, most)];
  if (deleted[0] === most) return most;
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
