import type { Queryable, Transaction } from "../../db/database.ts";
import { type Sql, sql } from "../../db/sql.ts";
import type { Dimension, Part } from "../dimension.ts";
import { VALUES } from "./values.ts";

/** Clicks of a workspace from the one after `after` to `upTo`, in the order of their numbers. */
export interface Stretch {
  readonly workspaceId: number;
  readonly after: number;
  readonly upTo: number;
}

/** Up to which click each part is totalled; a part that never was is not in it. */
export async function findMarks(store: Queryable, workspaceId: number): Promise<Map<Part, number>> {
  const rows = await store.all<{ part: Part; clicks: number }>(sql`
    select part, clicks from click_total where workspace_id = ${workspaceId}::bigint`);
  return new Map(rows.map(({ part, clicks }) => [part, clicks]));
}

/** How many clicks the workspace has. Those up to this number are all in the store. */
export async function findLastClick(store: Queryable, workspaceId: number): Promise<number> {
  const row = await store.one<{ clicks: number }>(sql`
    select clicks from click_ledger where workspace_id = ${workspaceId}::bigint`);
  return row?.clicks ?? 0;
}

/** Up to which click the part is totalled; held until the transaction ends, so that one node totals. */
export async function lockMark(tx: Transaction, workspaceId: number, part: Part): Promise<number> {
  await tx.run(sql`
    insert into click_total (workspace_id, part, clicks)
    values (${workspaceId}::bigint, ${part}::text, 0)
    on conflict (workspace_id, part) do nothing`);
  const row = await tx.one<{ clicks: number }>(sql`
    select clicks from click_total
     where workspace_id = ${workspaceId}::bigint and part = ${part}::text
       for update`);
  return row?.clicks ?? 0;
}

export async function saveMark(
  tx: Transaction,
  mark: { readonly workspaceId: number; readonly part: Part; readonly clicks: number },
): Promise<void> {
  await tx.run(sql`
    update click_total set clicks = ${mark.clicks}::bigint
     where workspace_id = ${mark.workspaceId}::bigint and part = ${mark.part}::text`);
}

/** Each click once for each scope that it counts in. */
function scoped({ workspaceId, after, upTo }: Stretch, columns: Sql): Sql {
  return sql`
    select c.workspace_id, s.scope, ${columns},
           case s.scope when 'link' then c.link_id when 'group' then c.group_id else 0 end
             as scope_id
      from click c
     cross join unnest(array['link', 'group', 'workspace']) as s (scope)
     where c.workspace_id = ${workspaceId}::bigint
       and c.click_id > ${after}::bigint and c.click_id <= ${upTo}::bigint
       and (s.scope <> 'group' or c.group_id is not null)`;
}

/** Adds the clicks of a stretch to the totals of the quarters of an hour. */
export async function addQuarters(tx: Transaction, stretch: Stretch): Promise<void> {
  await tx.run(sql`
    insert into click_quarter (
      workspace_id, scope, scope_id, quarter, clicks, hour_people, day_people, qr, known
    )
    select workspace_id, scope, scope_id, quarter, count(*), count(*) filter (where first_of_hour),
           count(*) filter (where first_of_day), count(*) filter (where qr), count(euid)
      from (${scoped(stretch, sql`c.quarter, c.first_of_hour, c.first_of_day, c.qr, c.euid`)})
        as counted
     group by workspace_id, scope, scope_id, quarter
    on conflict (workspace_id, scope, scope_id, quarter) do update
       set clicks = click_quarter.clicks + excluded.clicks,
           hour_people = click_quarter.hour_people + excluded.hour_people,
           day_people = click_quarter.day_people + excluded.day_people,
           qr = click_quarter.qr + excluded.qr,
           known = click_quarter.known + excluded.known`);
}

/** Adds the clicks of a stretch to the totals of the days of a dimension. */
export async function addDays(
  tx: Transaction,
  dimension: Dimension,
  stretch: Stretch,
): Promise<void> {
  await tx.run(sql`
    insert into click_day (
      workspace_id, scope, scope_id, dimension, day, value, clicks, people
    )
    select workspace_id, scope, scope_id, ${dimension}::text, day, value, count(*),
           count(*) filter (where first_of_day)
      from (${scoped(stretch, sql`c.day, c.first_of_day, ${VALUES[dimension]} as value`)})
        as counted
     group by workspace_id, scope, scope_id, day, value
    on conflict (workspace_id, scope, scope_id, dimension, day, value) do update
       set clicks = click_day.clicks + excluded.clicks,
           people = click_day.people + excluded.people`);
}
