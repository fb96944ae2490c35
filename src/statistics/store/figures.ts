import type { Queryable } from "../../db/database.ts";
import { type Sql, sql } from "../../db/sql.ts";
import type { Day } from "../../kit/day.ts";
import type { Dimension, Part } from "../dimension.ts";
import { type Slots, spansOf, timeOf, timesOf } from "../quarters.ts";
import type { Scope, Tally } from "../scope.ts";
import { VALUES } from "./values.ts";

/**
 * The clicks that a part has no totals of yet, within a condition. Read in the same statement as the
 * totals that they come after, so that each click is in one of the two. The bounds and the fence are
 * for the planner: with them it goes by the numbers of the clicks, which are few, not by the link.
 */
export function tail(workspaceId: number, part: Part, columns: Sql, within: Sql): Sql {
  return sql`
    tail as materialized (
      select c.link_id, c.group_id, c.first_of_day, ${columns}
        from click c
       where c.workspace_id = ${workspaceId}::bigint
         and c.click_id > coalesce((
           select t.clicks from click_total t
            where t.workspace_id = ${workspaceId}::bigint and t.part = ${part}::text), 0)
         and c.click_id <= (
           select l.clicks from click_ledger l where l.workspace_id = ${workspaceId}::bigint)
         and ${within}
    )`;
}

const IDS: Readonly<Record<Scope["kind"], Sql>> = {
  link: sql`c.link_id`,
  group: sql`c.group_id`,
  workspace: sql`0`,
};

export interface SlotTally extends Tally {
  readonly id: number;
  /** Its place among the slots. */
  readonly slot: number;
}

/** One for each slot in which there were clicks, of each of some links or groups, or the workspace. */
export async function tallySlots(
  store: Queryable,
  { workspaceId, kind, ids }: Omit<Scope, "id"> & { readonly ids: readonly number[] },
  slots: Slots,
): Promise<SlotTally[]> {
  const { from, until } = timesOf(slots);
  const within = sql`c.clicked_at >= ${from}::timestamptz and c.clicked_at < ${until}::timestamptz`;
  const columns = sql`c.quarter, c.first_of_hour, c.qr, c.euid`;
  return store.all<SlotTally>(sql`
    with ${tail(workspaceId, "quarter", columns, within)},
    counted as (
      select scope_id as id, quarter, clicks, hour_people, day_people, qr, known
        from click_quarter
       where workspace_id = ${workspaceId}::bigint and scope = ${kind}::text
         and scope_id = any(${ids}::bigint[])
         and quarter >= ${slots.bounds[0]}::integer and quarter < ${slots.bounds.at(-1)}::integer
      union all
      select ${IDS[kind]}, quarter, 1, first_of_hour::integer, first_of_day::integer, qr::integer,
             (euid is not null)::integer
        from tail c
       where ${IDS[kind]} = any(${ids}::bigint[])
    )
    select id, width_bucket(quarter, ${slots.bounds}::integer[]) - 1 as slot,
           sum(clicks)::bigint as clicks, sum(hour_people)::bigint as "hourPeople",
           sum(day_people)::bigint as "dayPeople", sum(qr)::bigint as qr,
           sum(known)::bigint as known
      from counted
     group by 1, 2`);
}

/** People who clicked a link, each once for a slot; a slot without any is not in it. */
export async function tallyVisitors(
  store: Queryable,
  { workspaceId, id }: Scope,
  slots: Slots,
): Promise<Map<number, number>> {
  const { from, until } = timesOf(slots);
  const rows = await store.all<{ slot: number; people: number }>(sql`
    select width_bucket(quarter, ${slots.bounds}::integer[]) - 1 as slot,
           count(distinct visitor) as people
      from click
     where workspace_id = ${workspaceId}::bigint and link_id = ${id}::bigint
       and clicked_at >= ${from}::timestamptz and clicked_at < ${until}::timestamptz
     group by 1`);
  return new Map(rows.map(({ slot, people }) => [slot, people]));
}

/**
 * Known users who clicked, each once for a slot, under the number that they have now. `profile_merge` is
 * the audience's: to resolve a month's numbers outside the store would move all of them.
 */
export async function tallyUsers(
  store: Queryable,
  { workspaceId, kind, id }: Scope,
  slots: Slots,
): Promise<Map<number, number>> {
  const { from, until } = timesOf(slots);
  const starts = spansOf(slots).map(({ first }) => timeOf(first));
  const rows = await store.all<{ slot: number; users: number }>(sql`
    select width_bucket(c.clicked_at, ${starts}::timestamptz[]) - 1 as slot,
           count(distinct coalesce(m.winner, c.euid)) as users
      from click c
      left join profile_merge m on m.workspace_id = c.workspace_id and m.euid = c.euid
     where c.workspace_id = ${workspaceId}::bigint and c.euid is not null
       and ${IDS[kind]} = ${id}::bigint
       and c.clicked_at >= ${from}::timestamptz and c.clicked_at < ${until}::timestamptz
     group by 1`);
  return new Map(rows.map(({ slot, users }) => [slot, users]));
}

export interface MonthQuery {
  readonly workspaceId: number;
  readonly linkId: number;
  readonly first: Day;
  readonly last: Day;
}

/**
 * People who clicked a link in a month, each once: those totalled, and those of later clicks who are
 * not among them. Of a link that is not busy nobody is totalled, and its clicks are few.
 */
export async function tallyMonthPeople(store: Queryable, query: MonthQuery): Promise<number> {
  const { workspaceId, linkId, first, last } = query;
  const within = withinDays(first, last);
  const scope = { workspaceId, kind: "link", id: linkId } as const;
  const row = await store.one<{ people: number }>(sql`
    with ${tail(workspaceId, "day", sql`c.visitor`, within)},
    recent as (
      select c.visitor from tail c where c.link_id = ${linkId}::bigint
      ${earlyOfQuietLink(scope, sql`c.visitor`, within)}
    )
    select coalesce((
             select people from click_month
              where workspace_id = ${workspaceId}::bigint and link_id = ${linkId}::bigint
                and month = ${first}::date), 0)
           + (select count(distinct visitor) from recent
               where not exists (
                 select from click_month_visitor known
                  where known.workspace_id = ${workspaceId}::bigint
                    and known.link_id = ${linkId}::bigint and known.month = ${first}::date
                    and known.visitor = recent.visitor)) as people`);
  return row?.people ?? 0;
}

/** When a link or group was clicked first, also where the single click is kept no more; null: never. */
export async function findFirstQuarter(
  store: Queryable,
  { workspaceId, kind, id }: Scope,
): Promise<number | null> {
  const row = await store.one<{ quarter: number | null }>(sql`
    with ${tail(workspaceId, "quarter", sql`c.quarter`, sql`true`)}
    select least(
      (select min(quarter) from click_quarter
        where workspace_id = ${workspaceId}::bigint and scope = ${kind}::text
          and scope_id = ${id}::bigint),
      (select min(c.quarter) from tail c where ${IDS[kind]} = ${id}::bigint)) as quarter`);
  return row?.quarter ?? null;
}

export interface ValueTally {
  readonly value: string;
  readonly clicks: number;
  readonly people: number;
}

export interface ValueQuery {
  readonly scope: Scope;
  readonly dimension: Dimension;
  readonly first: Day;
  readonly last: Day;
  readonly limit: number;
}

/** Days are the workspace's own, so their clicks lie at most so far from the same days in UTC. */
const ZONES_APART_MS = 2 * 86_400_000;

function withinDays(first: Day, last: Day): Sql {
  // The times leave months out that hold none of the days.
  return sql`c.day >= ${first}::date and c.day <= ${last}::date
         and c.clicked_at >= ${new Date(Date.parse(first) - ZONES_APART_MS)}::timestamptz
         and c.clicked_at < ${new Date(Date.parse(last) + 2 * ZONES_APART_MS)}::timestamptz`;
}

/** The values with most clicks on some days, each day as it was when its clicks were ingested. */
export async function tallyValues(store: Queryable, query: ValueQuery): Promise<ValueTally[]> {
  const { dimension, first, last, limit } = query;
  const { workspaceId, kind, id } = query.scope;
  const within = withinDays(first, last);
  const value = sql`${VALUES[dimension]} as value`;
  const columns = sql`${value}, 1, c.first_of_day::integer`;
  const early = kind === "link" ? earlyOfQuietLink(query.scope, columns, within) : sql``;
  return store.all<ValueTally>(sql`
    with ${tail(workspaceId, "day", value, within)},
    counted as (
      select value, clicks, people
        from click_day
       where workspace_id = ${workspaceId}::bigint and scope = ${kind}::text
         and scope_id = ${id}::bigint and dimension = ${dimension}::text
         and day >= ${first}::date and day <= ${last}::date
      union all
      select value, 1, first_of_day::integer
        from tail c
       where ${IDS[kind]} = ${id}::bigint
      ${early}
    )
    select value, sum(clicks)::bigint as clicks, sum(people)::bigint as people
      from counted
     group by value
     order by 2 desc, 1
     limit ${limit}::integer`);
}

/** Of a link that is not busy no days are totalled: its clicks before the tail, which are few. */
function earlyOfQuietLink({ workspaceId, id }: Scope, columns: Sql, within: Sql): Sql {
  return sql`
      union all
      select ${columns}
        from click c
       where c.workspace_id = ${workspaceId}::bigint and c.link_id = ${id}::bigint
         and c.click_id <= coalesce((
           select t.clicks from click_total t
            where t.workspace_id = ${workspaceId}::bigint and t.part = 'day'), 0)
         and not exists (
           select from click_busy busy
            where busy.workspace_id = ${workspaceId}::bigint and busy.link_id = ${id}::bigint)
         and ${within}`;
}
