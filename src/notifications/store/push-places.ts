import type { Queryable, Transaction } from "../../db/database.ts";
import { sql } from "../../db/sql.ts";
import type { PushPlace } from "../push-subscription.ts";

/** A row of a place; group 0 stands for none, because a key holds no null. */
export interface PushPlaceRow {
  readonly endpointHash: Buffer;
  readonly linkId: number;
  readonly groupId: number;
}

/** The subscription must be there, and held. A place that is there already stays as it is. */
export async function savePlace(
  tx: Transaction,
  row: PushPlace & {
    readonly workspaceId: number;
    readonly endpointHash: Buffer;
    readonly at: Date;
  },
): Promise<void> {
  await tx.run(sql`
    insert into push_place (workspace_id, endpoint_hash, link_id, group_id, created_at)
    values (
      ${row.workspaceId}::bigint, ${row.endpointHash}::bytea, ${row.linkId}::bigint,
      ${row.groupId ?? 0}::bigint, ${row.at}::timestamptz)
    on conflict (workspace_id, endpoint_hash, link_id, group_id) do nothing`);
}

/** Deletes the oldest places of a browser past so many. */
export async function deleteOldestPlaces(
  tx: Transaction,
  workspaceId: number,
  endpointHash: Buffer,
  kept: number,
): Promise<void> {
  await tx.run(sql`
    delete from push_place
     where workspace_id = ${workspaceId}::bigint and endpoint_hash = ${endpointHash}::bytea
       and (link_id, group_id) in (
         select link_id, group_id from push_place
          where workspace_id = ${workspaceId}::bigint and endpoint_hash = ${endpointHash}::bytea
          order by created_at desc, link_id desc, group_id desc
         offset ${kept}::integer)`);
}

/** The next places in the order of their keys; null: from the first. */
export async function listPlaces(
  store: Queryable,
  workspaceId: number,
  { after, limit }: { readonly after: PushPlaceRow | null; readonly limit: number },
): Promise<PushPlaceRow[]> {
  const { endpointHash = Buffer.alloc(0), linkId = 0, groupId = 0 } = after ?? {};
  return store.all<PushPlaceRow>(sql`
    select endpoint_hash as "endpointHash", link_id as "linkId", group_id as "groupId"
      from push_place
     where workspace_id = ${workspaceId}::bigint
       and (endpoint_hash, link_id, group_id)
         > (${endpointHash}::bytea, ${linkId}::bigint, ${groupId}::bigint)
     order by endpoint_hash, link_id, group_id
     limit ${limit}::integer`);
}

/** Deletes these places, and the subscriptions that have none left. */
export async function deletePlaces(
  tx: Transaction,
  workspaceId: number,
  places: readonly PushPlaceRow[],
): Promise<void> {
  const hashes = places.map(({ endpointHash }) => endpointHash);
  // Held first: a browser that is joined to another place meanwhile is seen by the last statement.
  await tx.all(sql`
    select endpoint_hash from push_subscription
     where workspace_id = ${workspaceId}::bigint and endpoint_hash = any(${hashes}::bytea[])
     order by endpoint_hash for update`);
  await tx.run(sql`
    delete from push_place
     where workspace_id = ${workspaceId}::bigint
       and (endpoint_hash, link_id, group_id) in (
         select lost.hash, lost.link_id, lost.group_id
           from unnest(${hashes}::bytea[], ${places.map(({ linkId }) => linkId)}::bigint[],
                       ${places.map(({ groupId }) => groupId)}::bigint[])
             as lost (hash, link_id, group_id))`);
  await tx.run(sql`
    delete from push_subscription s
     where s.workspace_id = ${workspaceId}::bigint and s.endpoint_hash = any(${hashes}::bytea[])
       and not exists (
         select from push_place p
          where p.workspace_id = ${workspaceId}::bigint and p.endpoint_hash = s.endpoint_hash)`);
}

/** Deletes some of all places of a workspace; returns how many. */
export async function deleteSomePlaces(
  tx: Transaction,
  workspaceId: number,
  limit: number,
): Promise<number> {
  return tx.run(sql`
    delete from push_place
     where workspace_id = ${workspaceId}::bigint
       and (endpoint_hash, link_id, group_id) in (
         select endpoint_hash, link_id, group_id from push_place
          where workspace_id = ${workspaceId}::bigint
          limit ${limit}::integer)`);
}
