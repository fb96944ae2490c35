import type { Transaction } from "../../db/database.ts";
import { sql } from "../../db/sql.ts";

/** Deletes at most `limit` profiles with their identifiers; answers how many. */
export async function deleteProfiles(
  tx: Transaction,
  workspaceId: number,
  limit: number,
): Promise<number> {
  return tx.run(sql`
    delete from profile
     where workspace_id = ${workspaceId}::bigint
       and euid in (select euid from profile
                     where workspace_id = ${workspaceId}::bigint
                     order by euid limit ${limit}::integer)`);
}

/** Deletes what a workspace has registered. */
export async function deleteRegistry(tx: Transaction, workspaceId: number): Promise<void> {
  await tx.run(sql`delete from attribute where workspace_id = ${workspaceId}::bigint`);
  await tx.run(sql`delete from attribute_registry where workspace_id = ${workspaceId}::bigint`);
  await tx.run(sql`delete from event_name where workspace_id = ${workspaceId}::bigint`);
}

/** Deletes at most `limit` rows of each kind of what these numbers did; answers whether there may be more. */
export async function deleteTraces(
  tx: Transaction,
  workspaceId: number,
  euids: readonly number[],
  limit: number,
): Promise<boolean> {
  const events = await tx.run(sql`
    delete from person_event
     where workspace_id = ${workspaceId}::bigint
       and (euid, occurred_at, event_id) in (
         select euid, occurred_at, event_id from person_event
          where workspace_id = ${workspaceId}::bigint and euid = any(${euids}::bigint[])
          limit ${limit}::integer)`);
  const clicks = await tx.run(sql`
    delete from person_click
     where workspace_id = ${workspaceId}::bigint
       and (euid, clicked_at, click_id) in (
         select euid, clicked_at, click_id from person_click
          where workspace_id = ${workspaceId}::bigint and euid = any(${euids}::bigint[])
          limit ${limit}::integer)`);
  const changes = await tx.run(sql`
    delete from property_change
     where workspace_id = ${workspaceId}::bigint
       and (euid, changed_at, change_id) in (
         select euid, changed_at, change_id from property_change
          where workspace_id = ${workspaceId}::bigint and euid = any(${euids}::bigint[])
          limit ${limit}::integer)`);
  return [events, clicks, changes].includes(limit);
}

/** Deletes at most `limit` events and clicks of a workspace's people; answers whether there may be more. */
export async function deleteDeeds(
  tx: Transaction,
  workspaceId: number,
  limit: number,
): Promise<boolean> {
  const events = await tx.run(sql`
    delete from person_event
     where workspace_id = ${workspaceId}::bigint
       and (euid, occurred_at, event_id) in (
         select euid, occurred_at, event_id from person_event
          where workspace_id = ${workspaceId}::bigint limit ${limit}::integer)`);
  const clicks = await tx.run(sql`
    delete from person_click
     where workspace_id = ${workspaceId}::bigint
       and (euid, clicked_at, click_id) in (
         select euid, clicked_at, click_id from person_click
          where workspace_id = ${workspaceId}::bigint limit ${limit}::integer)`);
  return events === limit || clicks === limit;
}

/** Deletes at most `limit` clicks from before; answers how many. */
export async function deletePersonClicks(
  tx: Transaction,
  workspaceId: number,
  before: Date,
  limit: number,
): Promise<number> {
  return tx.run(sql`
    delete from person_click
     where workspace_id = ${workspaceId}::bigint
       and (euid, clicked_at, click_id) in (
         select euid, clicked_at, click_id from person_click
          where workspace_id = ${workspaceId}::bigint and clicked_at < ${before}::timestamptz
          limit ${limit}::integer)`);
}
