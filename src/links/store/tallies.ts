import type { Queryable, Transaction } from "../../db/database.ts";
import { sql } from "../../db/sql.ts";

/** How many links each group gains or, below zero, loses. */
export type TallyChanges = ReadonlyMap<number, number>;

export async function insertTally(
  tx: Transaction,
  workspaceId: number,
  groupId: number,
): Promise<void> {
  await tx.run(sql`
    insert into link_group_tally (workspace_id, group_id, links)
    values (${workspaceId}::bigint, ${groupId}::bigint, 0)`);
}

/** Holds the tallies in one order. Before addresses are taken: the order in which all take locks. */
export async function lockTallies(
  tx: Transaction,
  workspaceId: number,
  groupIds: readonly number[],
): Promise<void> {
  if (groupIds.length === 0) return;
  await tx.run(sql`
    select group_id from link_group_tally
     where workspace_id = ${workspaceId}::bigint and group_id = any(${groupIds}::bigint[])
     order by group_id
       for update`);
}

/** Of tallies that are held. A group that is being deleted may have none any more. */
export async function changeTallies(
  tx: Transaction,
  workspaceId: number,
  changes: TallyChanges,
): Promise<void> {
  if (changes.size === 0) return;
  await tx.run(sql`
    update link_group_tally as tally
       set links = tally.links + change.links
      from unnest(
        ${[...changes.keys()]}::bigint[],
        ${[...changes.values()]}::bigint[]
      ) as change (group_id, links)
     where tally.workspace_id = ${workspaceId}::bigint and tally.group_id = change.group_id`);
}

export async function deleteTally(
  tx: Transaction,
  workspaceId: number,
  groupId: number,
): Promise<void> {
  await tx.run(sql`
    delete from link_group_tally
     where workspace_id = ${workspaceId}::bigint and group_id = ${groupId}::bigint`);
}

export async function findTally(
  store: Queryable,
  workspaceId: number,
  groupId: number,
): Promise<number> {
  const row = await store.one<{ links: number }>(sql`
    select links from link_group_tally
     where workspace_id = ${workspaceId}::bigint and group_id = ${groupId}::bigint`);
  return row?.links ?? 0;
}
