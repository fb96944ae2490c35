import type { Transaction } from "../../db/database.ts";
import { sql } from "../../db/sql.ts";
import type { OperationType } from "../property-operation.ts";

/**
 * What changed: values, by a call's operation or by a merge that brought another user's; or
 * contacts, masked.
 */
export type HistoryOperation = OperationType | "merge" | "contact";

/** What changed something by itself, where no data source did. */
export type ChangeOrigin = "home_country" | "upgrade";

/** What one call did to one profile. */
export interface ChangeRow {
  readonly euid: number;
  /** Null where it has an `origin`. */
  readonly dataSourceId: number | null;
  readonly origin?: ChangeOrigin;
  readonly operation: HistoryOperation;
  /** JSON: each change with its name, old and new value. */
  readonly changes: string;
}

export function insertChanges(
  tx: Transaction,
  workspaceId: number,
  at: Date,
  rows: readonly ChangeRow[],
): Promise<unknown> {
  // As one JSON text: in an array of texts every quote of theirs would be escaped, and unescaped.
  const made = rows.map(
    ({ euid, dataSourceId, origin = null, operation, changes }) =>
      `{"euid":${euid},"source":${dataSourceId},"origin":${JSON.stringify(origin)},` +
      `"operation":"${operation}","changes":${changes}}`,
  );
  return tx.send(sql`
    insert into property_change (
      workspace_id, euid, change_id, changed_at, data_source_id, origin, operation, changes)
    select ${workspaceId}::bigint, euid, nextval('property_change_number'), ${at}::timestamptz,
           source, origin, operation, changes
      from jsonb_to_recordset(${`[${made.join(",")}]`}::jsonb)
        as made (euid bigint, source bigint, origin text, operation text, changes jsonb)
    returning change_id`);
}

/** Answers how many there were, at most `limit`. */
export async function deleteChanges(
  tx: Transaction,
  workspaceId: number,
  before: Date,
  limit: number,
): Promise<number> {
  return tx.run(sql`
    delete from property_change
     where workspace_id = ${workspaceId}::bigint
       and (euid, changed_at, change_id) in (
         select euid, changed_at, change_id
           from property_change
          where workspace_id = ${workspaceId}::bigint and changed_at < ${before}::timestamptz
          limit ${limit}::integer)`);
}
