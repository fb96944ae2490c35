import type { Database } from "../../src/db/database.ts";
import { join, type Sql, sql } from "../../src/db/sql.ts";
import { KEY_TABLES, TENANT_TABLES } from "./distributable.ts";

/** Authenticated calls are counted and dated whether or not they are refused. */
const COUNTS_CALLS: ReadonlySet<string> = new Set(["rate_window"]);
const DATES_CALLS: ReadonlySet<string> = new Set(["link_key", "data_source"]);

/** Changes with any row of these workspaces; a refused write leaves it as it was. */
export async function hashRows(db: Database, workspaceIds: readonly number[]): Promise<string> {
  const tenant = TENANT_TABLES.filter((table) => !COUNTS_CALLS.has(table));
  const hashes = await Promise.all([
    hashTables(db, tenant, workspaceIds),
    ...KEY_TABLES.map((table) => hashTables(db, [table], workspaceIds)),
  ]);
  return hashes.flat().join("\n");
}

async function hashTables(
  db: Database,
  tables: readonly string[],
  workspaceIds: readonly number[],
): Promise<string[]> {
  const parts = tables.map((table) => hashOf(table, workspaceIds));
  const rows = await db.all<{ of: string; hash: string | null }>(join(parts, " union all "));
  return rows.map(({ of, hash }) => `${of} ${hash}`).sort();
}

function hashOf(table: string, workspaceIds: readonly number[]): Sql {
  const row = DATES_CALLS.has(table) ? "name || key_hash" : "t::text";
  const hash = `md5(string_agg(${row}, ',' order by ${row}))`;
  const text = `select '${table}' as of, ${hash} as hash from ${table} t where workspace_id = any(`;
  return sql([text, ")"] as unknown as TemplateStringsArray, workspaceIds);
}
