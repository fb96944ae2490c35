import type { Transaction } from "../../db/database.ts";
import { sql } from "../../db/sql.ts";

/** Any totals of a workspace, at most about so many of each kind; answers how many. */
export async function deleteSomeTotals(
  tx: Transaction,
  workspaceId: number,
  limit: number,
): Promise<number> {
  const quarters = await tx.run(sql`
    delete from click_quarter
     where workspace_id = ${workspaceId}::bigint
       and (scope, scope_id, quarter) in (
         select scope, scope_id, quarter from click_quarter
          where workspace_id = ${workspaceId}::bigint
          limit ${limit}::integer)`);
  const days = await tx.run(sql`
    delete from click_day
     where workspace_id = ${workspaceId}::bigint
       and (scope, scope_id, dimension, day, value) in (
         select scope, scope_id, dimension, day, value from click_day
          where workspace_id = ${workspaceId}::bigint
          limit ${limit}::integer)`);
  return quarters + days;
}

export async function deleteMarks(tx: Transaction, workspaceId: number): Promise<void> {
  await tx.run(sql`delete from click_total where workspace_id = ${workspaceId}::bigint`);
  await tx.run(sql`delete from click_busy where workspace_id = ${workspaceId}::bigint`);
}
