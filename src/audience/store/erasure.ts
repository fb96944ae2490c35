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
}
