import type { Queryable, Transaction } from "../../db/database.ts";
import { sql } from "../../db/sql.ts";
import type { IdentifierName } from "../identity.ts";

export interface AllowedRow {
  readonly kind: IdentifierName;
  readonly values: readonly string[];
}

/** Kinds without a list are left out. */
export function listAllowedRows(store: Queryable, workspaceId: number): Promise<AllowedRow[]> {
  return store.all<AllowedRow>(sql`
    select kind, allowed as "values"
      from identity_allowed
     where workspace_id = ${workspaceId}::bigint`);
}

export async function saveAllowed(
  tx: Transaction,
  workspaceId: number,
  { kind, values }: AllowedRow,
): Promise<void> {
  await tx.run(sql`
    insert into identity_allowed (workspace_id, kind, allowed)
    values (${workspaceId}::bigint, ${kind}::text, ${values}::text[])
    on conflict (workspace_id, kind) do update set allowed = excluded.allowed`);
}
