import type { Queryable, Transaction } from "../../db/database.ts";
import { join, type Sql, sql } from "../../db/sql.ts";
import { dimensions, type Part } from "../dimension.ts";
import type { QuarterSpan } from "../quarters.ts";
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

function within({ workspaceId, after, upTo }: Stretch): Sql {
  return sql`
    c.workspace_id = ${workspaceId}::bigint
    and c.click_id > ${after}::bigint and c.click_id <= ${upTo}::bigint`;
}

/** Adds the clicks of a stretch to the totals of the quarters of an hour; returns which it changed. */
export async function addQuarters(tx: Transaction, stretch: Stretch): Promise<QuarterSpan | null> {
  const { workspaceId } = stretch;
  const span = await tx.one<{ first: number | null; last: number | null }>(sql`
    with counted as (
      select c.link_id, c.group_id, c.quarter, count(*) as clicks,
             count(*) filter (where c.first_of_hour) as hour_people,
             count(*) filter (where c.first_of_day) as day_people,
             count(*) filter (where c.qr) as qr, count(c.euid) as known
        from click c
       where ${within(stretch)}
       group by c.link_id, c.group_id, c.quarter
    ), scoped as (
      select 'link' as scope, link_id as scope_id, coalesce(group_id, 0) as within, * from counted
      union all
      select 'group', group_id, 0, * from counted where group_id is not null
      union all
      select 'workspace', 0, 0, * from counted
    ), added as (
      insert into click_quarter (
        workspace_id, scope, scope_id, quarter, group_id, clicks, hour_people, day_people, qr, known
      )
      select ${workspaceId}::bigint, scope, scope_id, quarter, within, sum(clicks)::bigint,
             sum(hour_people)::bigint, sum(day_people)::bigint, sum(qr)::bigint,
             sum(known)::bigint
        from scoped
       group by scope, scope_id, quarter, within
      on conflict (workspace_id, scope, scope_id, quarter, group_id) do update
         set clicks = click_quarter.clicks + excluded.clicks,
             hour_people = click_quarter.hour_people + excluded.hour_people,
             day_people = click_quarter.day_people + excluded.day_people,
             qr = click_quarter.qr + excluded.qr,
             known = click_quarter.known + excluded.known
    )
    select min(quarter) as first, max(quarter) as last from counted`);
  if (span === undefined || span.first === null || span.last === null) return null;
  return { first: span.first, end: span.last + 1 };
}

const EACH_VALUE = sql`
  (values ${join(dimensions.map((dimension) => sql`(${dimension}::text, ${VALUES[dimension]})`))})
  as told (dimension, value)`;

const ADD_TO_DAYS = sql`
  on conflict (workspace_id, scope, scope_id, dimension, day, value) do update
     set clicks = click_day.clicks + excluded.clicks,
         people = click_day.people + excluded.people`;

/** Adds the clicks of a stretch to the days of the workspace, its groups and its busy links. */
export async function addDays(tx: Transaction, stretch: Stretch): Promise<void> {
  const { workspaceId } = stretch;
  await tx.run(sql`
    insert into click_day (
      workspace_id, scope, scope_id, dimension, day, value, clicks, people
    )
    with counted as (
      select busy.link_id, c.group_id, c.day, told.dimension, told.value, count(*) as clicks,
             count(*) filter (where c.first_of_day) as people
        from click c
        left join click_busy busy
          on busy.workspace_id = c.workspace_id and busy.link_id = c.link_id
       cross join lateral ${EACH_VALUE}
       where ${within(stretch)}
       group by busy.link_id, c.group_id, c.day, told.dimension, told.value
    ), scoped as (
      select 'link' as scope, link_id as scope_id, * from counted where link_id is not null
      union all
      select 'group', group_id, * from counted where group_id is not null
      union all
      select 'workspace', 0, * from counted
    )
    select ${workspaceId}::bigint, scope, scope_id, dimension, day, value, sum(clicks)::bigint,
           sum(people)::bigint
      from scoped
     group by scope, scope_id, dimension, day, value
    ${ADD_TO_DAYS}`);
}

/** Adds the people of a stretch to the months of the busy links, or of the one that has become busy. */
export async function addMonthPeople(
  tx: Transaction,
  stretch: Stretch,
  linkId: number | null = null,
): Promise<void> {
  const { workspaceId } = stretch;
  const ofLink = linkId === null ? sql`true` : sql`c.link_id = ${linkId}::bigint`;
  await tx.run(sql`
    with seen as (
      insert into click_month_visitor (workspace_id, link_id, month, visitor)
      select distinct c.workspace_id, c.link_id, ${MONTH}, c.visitor
        from click c
        join click_busy busy
          on busy.workspace_id = c.workspace_id and busy.link_id = c.link_id
       where ${within(stretch)} and ${ofLink}
      on conflict (workspace_id, month, link_id, visitor) do nothing
      returning link_id, month
    )
    insert into click_month (workspace_id, link_id, month, people)
    select ${workspaceId}::bigint, link_id, month, count(*) from seen group by link_id, month
    on conflict (workspace_id, link_id, month) do update
       set people = click_month.people + excluded.people`);
}

/** The first day of the month of the click `c`. */
const MONTH = sql`c.day - extract(day from c.day)::integer + 1`;

/** Links with at least so many clicks that are not busy yet. */
export async function listNewlyBusy(
  store: Queryable,
  workspaceId: number,
  { least, limit }: { readonly least: number; readonly limit: number },
): Promise<number[]> {
  const rows = await store.all<{ linkId: number }>(sql`
    select counted.link_id as "linkId"
      from link_click counted
     where counted.workspace_id = ${workspaceId}::bigint and counted.clicks >= ${least}::bigint
       and not exists (
         select from click_busy busy
          where busy.workspace_id = ${workspaceId}::bigint and busy.link_id = counted.link_id)
     limit ${limit}::integer`);
  return rows.map(({ linkId }) => linkId);
}

/** Links with clicks in a time that are not busy yet. */
export async function listClickedWithin(
  store: Queryable,
  workspaceId: number,
  { from, until, limit }: { readonly from: Date; readonly until: Date; readonly limit: number },
): Promise<number[]> {
  const rows = await store.all<{ linkId: number }>(sql`
    select distinct c.link_id as "linkId"
      from click c
     where c.workspace_id = ${workspaceId}::bigint
       and c.clicked_at >= ${from}::timestamptz and c.clicked_at < ${until}::timestamptz
       and not exists (
         select from click_busy busy
          where busy.workspace_id = ${workspaceId}::bigint and busy.link_id = c.link_id)
     limit ${limit}::integer`);
  return rows.map(({ linkId }) => linkId);
}

/** Adds what a link was clicked up to a number to its days, and from then on its days are totalled. */
export async function addBusyLink(
  tx: Transaction,
  { workspaceId, linkId, upTo }: Omit<Stretch, "after"> & { readonly linkId: number },
): Promise<void> {
  const fresh = await tx.run(sql`
    insert into click_busy (workspace_id, link_id)
    values (${workspaceId}::bigint, ${linkId}::bigint)
    on conflict (workspace_id, link_id) do nothing`);
  if (fresh === 0) return;
  await tx.run(sql`
    insert into click_day (
      workspace_id, scope, scope_id, dimension, day, value, clicks, people
    )
    select c.workspace_id, 'link', c.link_id, told.dimension, c.day, told.value, count(*),
           count(*) filter (where c.first_of_day)
      from click c
     cross join lateral ${EACH_VALUE}
     where c.workspace_id = ${workspaceId}::bigint and c.link_id = ${linkId}::bigint
       and c.click_id <= ${upTo}::bigint
     group by c.workspace_id, c.link_id, told.dimension, c.day, told.value
    ${ADD_TO_DAYS}`);
  await addMonthPeople(tx, { workspaceId, after: 0, upTo }, linkId);
}
