import type { Queryable } from "../../db/database.ts";
import { type Sql, sql } from "../../db/sql.ts";
import type { Day } from "../../kit/day.ts";
import type { Dimension, Part } from "../dimension.ts";
import { type Slots, timesOf } from "../quarters.ts";
import type { Scope, Tally } from "../scope.ts";
import { VALUES } from "./values.ts";

/**
 * The clicks that a part has no totals of yet, within a condition. Read in the same statement as the
 * totals that they come after, so that each click is in one of the two. The bounds and the fence are
 * for the planner: with them it goes by the numbers of the clicks, which are few, not by the link.
 */
function tail(workspaceId: number, part: Part, columns: Sql, within: Sql): Sql {
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

/** The values with most clicks on some days, each day as it was when its clicks were ingested. */
export async function tallyValues(store: Queryable, query: ValueQuery): Promise<ValueTally[]> {
  const { dimension, first, last, limit } = query;
  const { workspaceId, kind, id } = query.scope;
  // The times leave months out that hold none of the days.
  const within = sql`c.day >= ${first}::date and c.day <= ${last}::date
         and c.clicked_at >= ${new Date(Date.parse(first) - ZONES_APART_MS)}::timestamptz
         and c.clicked_at < ${new Date(Date.parse(last) + 2 * ZONES_APART_MS)}::timestamptz`;
  const value = sql`${VALUES[dimension]} as value`;
  const early = kind === "link" ? earlyOfQuietLink(query, value, within) : sql``;
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
function earlyOfQuietLink({ scope }: ValueQuery, value: Sql, within: Sql): Sql {
  const { workspaceId, id } = scope;
  return sql`
      union all
      select ${value}, 1, c.first_of_day::integer
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
