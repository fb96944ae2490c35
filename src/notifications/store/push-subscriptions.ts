import type { Queryable, Transaction } from "../../db/database.ts";
import { sql } from "../../db/sql.ts";
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
