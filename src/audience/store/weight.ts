import { type Sql, sql } from "../../db/sql.ts";

/** Roughly the bytes of a value's text, from its header alone: what was compressed tells little. */
export function weightOf(column: Sql): Sql {
  return sql`
    case when pg_column_compression(${column}) is null
         then pg_column_size(${column}) else 8 * pg_column_size(${column}) end as weight`;
}
