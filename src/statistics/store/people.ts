import type { Transaction } from "../../db/database.ts";
import { sql } from "../../db/sql.ts";

export interface ClearPeople {
  readonly workspaceId: number;
  readonly euids: readonly number[];
  /** The click up to which the quarters have them; the mark must be held. */
  readonly totalled: number;
  readonly most: number;
}

/** Makes some clicks of these people nobody's, in the quarters too; answers how many. */
export async function clearPeople(
  tx: Transaction,
  { workspaceId, euids, totalled, most }: ClearPeople,
): Promise<number> {
  const row = await tx.one<{ cleared: number }>(sql`
    with theirs as (
      select click_id, clicked_at, link_id, group_id, quarter
        from click
       where workspace_id = ${workspaceId}::bigint and euid = any(${euids}::bigint[])
       limit ${most}::integer
    ), cleared as (
      update click as c
         set euid = null
        from theirs t
       where c.workspace_id = ${workspaceId}::bigint
         and c.click_id = t.click_id and c.clicked_at = t.clicked_at
      returning t.click_id, t.link_id, t.group_id, t.quarter
    ), scoped as (
      select s.scope, quarter,
             case s.scope when 'link' then link_id when 'group' then group_id else 0 end as scope_id,
             case s.scope when 'link' then coalesce(group_id, 0) else 0 end as within
        from cleared cross join unnest(array['link', 'group', 'workspace']) as s (scope)
       where click_id <= ${totalled}::bigint
    ), gone as (
      select scope, scope_id, quarter, within, count(*) as clicks
        from scoped group by scope, scope_id, quarter, within
    ), counted as (
      update click_quarter as total
         set known = total.known - gone.clicks
        from gone
       where total.workspace_id = ${workspaceId}::bigint and total.scope = gone.scope
         and total.scope_id = gone.scope_id and total.quarter = gone.quarter
         and total.group_id = gone.within
    )
    select count(*)::integer as cleared from cleared`);
  return row?.cleared ?? 0;
}
