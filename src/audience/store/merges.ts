import type { Queryable } from "../../db/database.ts";
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
