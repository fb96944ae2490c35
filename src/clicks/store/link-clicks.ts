import type { Queryable } from "../../db/database.ts";
import { sql } from "../../db/sql.ts";

export interface LinkClicksRow {
  readonly linkId: number;
  readonly clicks: number;
  readonly people: number;
}

/** Those of the links that were ever clicked. */
export async function findLinkClickRows(
  store: Queryable,
  workspaceId: number,
  linkIds: readonly number[],
): Promise<LinkClicksRow[]> {
  return store.all<LinkClicksRow>(sql`
    select link_id as "linkId", clicks, people
      from link_click
     where workspace_id = ${workspaceId}::bigint and link_id = any(${linkIds}::bigint[])`);
}
