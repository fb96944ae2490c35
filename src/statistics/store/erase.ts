import type { Transaction } from "../../db/database.ts";
import { sql } from "../../db/sql.ts";
import type { Day } from "../../kit/day.ts";

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
  const people = await tx.run(sql`
    delete from click_month_visitor
     where workspace_id = ${workspaceId}::bigint
       and (link_id, month, visitor) in (
         select link_id, month, visitor from click_month_visitor
          where workspace_id = ${workspaceId}::bigint
          limit ${limit}::integer)`);
  const months = await tx.run(sql`
    delete from click_month
     where workspace_id = ${workspaceId}::bigint
       and (link_id, month) in (
         select link_id, month from click_month
          where workspace_id = ${workspaceId}::bigint
          limit ${limit}::integer)`);
  const packed = await tx.run(sql`
    delete from click_packed_day
     where workspace_id = ${workspaceId}::bigint
       and (first_quarter, end_quarter) in (
         select first_quarter, end_quarter from click_packed_day
          where workspace_id = ${workspaceId}::bigint
          limit ${limit}::integer)`);
  return quarters + days + people + months + packed;
}

/** Forgets some people of the months before this one; how many they were is kept. Answers how many. */
export async function deleteSomeMonthPeople(
  tx: Transaction,
  workspaceId: number,
  { before, limit }: { readonly before: Day; readonly limit: number },
): Promise<number> {
  return tx.run(sql`
    delete from click_month_visitor
     where workspace_id = ${workspaceId}::bigint
       and (link_id, month, visitor) in (
         select link_id, month, visitor from click_month_visitor
          where workspace_id = ${workspaceId}::bigint and month < ${before}::date
          limit ${limit}::integer)`);
}

export async function deleteMarks(tx: Transaction, workspaceId: number): Promise<void> {
  await tx.run(sql`delete from click_total where workspace_id = ${workspaceId}::bigint`);
  await tx.run(sql`delete from click_busy where workspace_id = ${workspaceId}::bigint`);
}
