import type { Queryable, Transaction } from "../../db/database.ts";
import { sql } from "../../db/sql.ts";

/** Forwards spent on a link; 0 where none was counted yet. */
export async function findForwards(
  store: Queryable,
  workspaceId: number,
  linkId: number,
): Promise<number> {
  const row = await store.one<{ forwards: number }>(sql`
    select forwards
      from link_forward
     where workspace_id = ${workspaceId}::bigint and link_id = ${linkId}::bigint`);
  return row?.forwards ?? 0;
}

/** Starts counting where no forward was counted yet. */
export async function insertForwards(
  tx: Transaction,
  workspaceId: number,
  linkIds: readonly number[],
): Promise<void> {
  await tx.run(sql`
    insert into link_forward (workspace_id, link_id, forwards)
    select ${workspaceId}::bigint, link_id, 0
      from unnest(${linkIds}::bigint[]) as asked (link_id)
     order by link_id
    on conflict (workspace_id, link_id) do nothing`);
}

/** Counters by link, held until the transaction ends. */
export async function lockForwards(
  tx: Transaction,
  workspaceId: number,
  linkIds: readonly number[],
): Promise<Map<number, number>> {
  const rows = await tx.all<{ linkId: number; forwards: number }>(sql`
    select link_id as "linkId", forwards
      from link_forward
     where workspace_id = ${workspaceId}::bigint and link_id = any (${linkIds}::bigint[])
     order by link_id
       for update`);
  return new Map(rows.map(({ linkId, forwards }) => [linkId, forwards]));
}

export async function saveForwards(
  tx: Transaction,
  workspaceId: number,
  forwards: ReadonlyMap<number, number>,
): Promise<void> {
  await tx.run(sql`
    update link_forward as counted
       set forwards = taken.forwards
      from unnest(${[...forwards.keys()]}::bigint[], ${[...forwards.values()]}::bigint[])
        as taken (link_id, forwards)
     where counted.workspace_id = ${workspaceId}::bigint and counted.link_id = taken.link_id`);
}

/** Adds forwards that took no place, by link. */
export function addForwards(
  tx: Transaction,
  workspaceId: number,
  forwards: ReadonlyMap<number, number>,
): void {
  const links = [...forwards].sort(([a], [b]) => a - b);
  tx.send(sql`
    insert into link_forward (workspace_id, link_id, forwards)
    select ${workspaceId}::bigint, link_id, forwards
      from unnest(
        ${links.map(([linkId]) => linkId)}::bigint[],
        ${links.map(([, count]) => count)}::bigint[]
      ) as added (link_id, forwards)
    on conflict (workspace_id, link_id) do update
       set forwards = link_forward.forwards + excluded.forwards`);
}
