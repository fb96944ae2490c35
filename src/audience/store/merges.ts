import type { Queryable, Transaction } from "../../db/database.ts";
import { sql } from "../../db/sql.ts";

/** The users that merged numbers lead to now, by the number that is gone. */
export async function findWinners(
  store: Queryable,
  workspaceId: number,
  euids: readonly number[],
): Promise<Map<number, number>> {
  const rows = await store.all<{ euid: number; winner: number }>(sql`
    select euid, winner
      from profile_merge
     where workspace_id = ${workspaceId}::bigint and euid = any(${euids}::bigint[])`);
  return new Map(rows.map(({ euid, winner }) => [euid, winner]));
}

/** The numbers that were merged into these users, directly or by way of others, and into whom. */
export async function listMerged(
  store: Queryable,
  workspaceId: number,
  winners: readonly number[],
): Promise<{ readonly euid: number; readonly winner: number }[]> {
  return store.all(sql`
    select euid, winner
      from profile_merge
     where workspace_id = ${workspaceId}::bigint and winner = any(${winners}::bigint[])
     order by euid`);
}

export interface MergeRow {
  /** That is gone. */
  readonly euid: number;
  readonly winner: number;
  /** Names of properties that found no room. */
  readonly leftOut: readonly string[];
}

/** Whatever led to the merged user leads to the winner from now on. */
export async function insertMerge(
  tx: Transaction,
  workspaceId: number,
  at: Date,
  { euid, winner, leftOut }: MergeRow,
): Promise<void> {
  await tx.run(sql`
    update profile_merge set winner = ${winner}::bigint
     where workspace_id = ${workspaceId}::bigint and winner = ${euid}::bigint`);
  await tx.run(sql`
    insert into profile_merge (workspace_id, euid, winner, merge_id, merged_at, left_out)
    select ${workspaceId}::bigint, ${euid}::bigint, ${winner}::bigint,
           nextval('profile_merge_number'), ${at}::timestamptz, ${JSON.stringify(leftOut)}::jsonb
    returning merge_id`);
}
