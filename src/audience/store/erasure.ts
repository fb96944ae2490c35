import type { Transaction } from "../../db/database.ts";
import { type Sql, sql } from "../../db/sql.ts";

/** Deletes at most `limit` profiles with their identifiers; answers how many. */
export async function deleteSomeProfiles(
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
  await tx.run(sql`delete from identity_allowed where workspace_id = ${workspaceId}::bigint`);
  await tx.run(sql`delete from phone_reading where workspace_id = ${workspaceId}::bigint`);
  await tx.run(sql`delete from attribute where workspace_id = ${workspaceId}::bigint`);
  await tx.run(sql`delete from attribute_registry where workspace_id = ${workspaceId}::bigint`);
  await tx.run(sql`delete from event_name where workspace_id = ${workspaceId}::bigint`);
}

/** What people did, by table, with what tells its rows apart within a workspace. */
const EVENTS = { table: sql`person_event`, key: sql`euid, occurred_at, event_id` };
const CLICKS = { table: sql`person_click`, key: sql`euid, clicked_at, click_id` };
const CHANGES = { table: sql`property_change`, key: sql`euid, changed_at, change_id` };

interface Some {
  readonly workspaceId: number;
  readonly where: Sql;
  readonly limit: number;
}

/** Answers how many there were, at most `limit`. */
function deleteSome(
  tx: Transaction,
  { table, key }: typeof EVENTS,
  { workspaceId, where, limit }: Some,
): Promise<number> {
  return tx.run(sql`
    delete from ${table}
     where workspace_id = ${workspaceId}::bigint
       and (${key}) in (select ${key} from ${table}
                         where workspace_id = ${workspaceId}::bigint and ${where}
                         limit ${limit}::integer)`);
}

/** Deletes at most `limit` rows of each kind of what these numbers did; answers whether there may be more. */
export async function deleteTraces(
  tx: Transaction,
  workspaceId: number,
  euids: readonly number[],
  limit: number,
): Promise<boolean> {
  const some = { workspaceId, where: sql`euid = any(${euids}::bigint[])`, limit };
  const deleted = [
    await deleteSome(tx, EVENTS, some),
    await deleteSome(tx, CLICKS, some),
    await deleteSome(tx, CHANGES, some),
  ];
  return deleted.includes(limit);
}

/** Deletes at most `limit` events and clicks of a workspace's people; answers whether there may be more. */
export async function deleteDeeds(
  tx: Transaction,
  workspaceId: number,
  limit: number,
): Promise<boolean> {
  const some = { workspaceId, where: sql`true`, limit };
  const deleted = [await deleteSome(tx, EVENTS, some), await deleteSome(tx, CLICKS, some)];
  return deleted.includes(limit);
}

/** Deletes at most `limit` clicks from before; answers how many. */
export function deletePersonClicks(
  tx: Transaction,
  workspaceId: number,
  before: Date,
  limit: number,
): Promise<number> {
  const where = sql`clicked_at < ${before}::timestamptz`;
  return deleteSome(tx, CLICKS, { workspaceId, where, limit });
}
