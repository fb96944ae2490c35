import type { Transaction } from "../../db/database.ts";
import { sql } from "../../db/sql.ts";

/** How many deliveries died one after the other, by group; 0 is the global webhook. Held until the end. */
export async function lockRuns(
  tx: Transaction,
  workspaceId: number,
  groupIds: readonly number[],
): Promise<Map<number, number>> {
  await tx.run(sql`
    insert into webhook_run (workspace_id, group_id, dead)
    select ${workspaceId}::bigint, g.id, 0 from unnest(${groupIds}::bigint[]) as g (id)
    on conflict (workspace_id, group_id) do nothing`);
  const rows = await tx.all<{ id: number; dead: number }>(sql`
    select group_id as id, dead from webhook_run
     where workspace_id = ${workspaceId}::bigint and group_id = any(${groupIds}::bigint[])
     order by group_id
       for update`);
  return new Map(rows.map(({ id, dead }) => [id, dead]));
}

export async function saveRun(
  tx: Transaction,
  workspaceId: number,
  { groupId, dead }: { readonly groupId: number; readonly dead: number },
): Promise<void> {
  await tx.run(sql`
    update webhook_run set dead = ${dead}::integer
     where workspace_id = ${workspaceId}::bigint and group_id = ${groupId}::bigint`);
}

/** Most have none to clear, and then nothing is written. */
export function clearRuns(tx: Transaction, workspaceId: number, groupIds: readonly number[]): void {
  tx.send(sql`
    update webhook_run set dead = 0
     where workspace_id = ${workspaceId}::bigint and group_id = any(${groupIds}::bigint[])
       and dead > 0`);
}

export async function deleteRuns(tx: Transaction, workspaceId: number): Promise<void> {
  await tx.run(sql`delete from webhook_run where workspace_id = ${workspaceId}::bigint`);
}
