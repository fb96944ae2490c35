import type { Queryable, Transaction } from "../../db/database.ts";
import { sql } from "../../db/sql.ts";
import type { BusyQuarter } from "../busy-days.ts";
import { type Slots, timesOf } from "../quarters.ts";

/** The link after this one that has totals. */
export async function nextLink(
  store: Queryable,
  workspaceId: number,
  after: number,
): Promise<number | undefined> {
  const row = await store.one<{ id: number }>(sql`
    select scope_id as id from click_quarter
     where workspace_id = ${workspaceId}::bigint and scope = 'link'
       and scope_id > ${after}::bigint
     order by scope_id
     limit 1`);
  return row?.id;
}

export interface MarkedLink {
  readonly workspaceId: number;
  readonly linkId: number;
}

export async function listQuarters(
  store: Queryable,
  { workspaceId, linkId }: MarkedLink,
  page: { readonly start: number; readonly limit: number },
): Promise<BusyQuarter[]> {
  return store.all<BusyQuarter>(sql`
    select quarter, sum(clicks)::bigint as clicks from click_quarter
     where workspace_id = ${workspaceId}::bigint and scope = 'link'
       and scope_id = ${linkId}::bigint and quarter >= ${page.start}::integer
     group by quarter
     order by quarter
     limit ${page.limit}::integer`);
}

/**
 * Marks the first click of each visitor in each hour and each day anew, up to a click that the
 * totals have, and moves the totals by the difference. The totals must be held.
 */
export async function markAnew(
  tx: Transaction,
  { workspaceId, linkId, upTo }: MarkedLink & { readonly upTo: number },
  { days, hours }: { readonly days: Slots; readonly hours: Slots },
): Promise<void> {
  const { from, until } = timesOf(days);
  await tx.run(sql`
    with marked as (
      select click_id, clicked_at, group_id, quarter, first_of_hour, first_of_day,
             row_number() over (
               partition by visitor, width_bucket(quarter, ${hours.bounds}::integer[])
               order by click_id) = 1 as hour_anew,
             row_number() over (
               partition by visitor, width_bucket(quarter, ${days.bounds}::integer[])
               order by click_id) = 1 as day_anew
        from click
       where workspace_id = ${workspaceId}::bigint and link_id = ${linkId}::bigint
         and clicked_at >= ${from}::timestamptz and clicked_at < ${until}::timestamptz
    ),
    moved as (
      update click as c
         set first_of_hour = m.hour_anew, first_of_day = m.day_anew
        from marked m
       where c.workspace_id = ${workspaceId}::bigint
         and c.click_id = m.click_id and c.clicked_at = m.clicked_at
         and c.clicked_at >= ${from}::timestamptz and c.clicked_at < ${until}::timestamptz
         and c.click_id <= ${upTo}::bigint
         and (m.first_of_hour <> m.hour_anew or m.first_of_day <> m.day_anew)
      returning m.group_id, m.quarter, m.hour_anew::integer - m.first_of_hour::integer as hours,
                m.day_anew::integer - m.first_of_day::integer as days
    ),
    difference as (
      select scope, scope_id, quarter, within, sum(hours) as hours, sum(days) as days
        from (
          select s.scope, quarter, hours, days,
                 case s.scope when 'link' then ${linkId}::bigint when 'group' then group_id
                 else 0 end as scope_id,
                 case s.scope when 'link' then coalesce(group_id, 0) else 0 end as within
            from moved cross join unnest(array['link', 'group', 'workspace']) as s (scope)
        ) as scoped
       group by scope, scope_id, quarter, within
    )
    update click_quarter as total
       set hour_people = total.hour_people + d.hours, day_people = total.day_people + d.days
      from difference d
     where total.workspace_id = ${workspaceId}::bigint and total.scope = d.scope
       and total.scope_id = d.scope_id and total.quarter = d.quarter
       and total.group_id = d.within`);
}
