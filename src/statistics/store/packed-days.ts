import type { Queryable, Transaction } from "../../db/database.ts";
import { planAnew, type Sql, sql } from "../../db/sql.ts";
import type { LinkFigures } from "../packed-day.ts";
import { type QuarterSpan, timesOf } from "../quarters.ts";
import { tail } from "./figures.ts";

const spanRows = (spans: readonly QuarterSpan[]): Sql => sql`
  unnest(${spans.map(({ first }) => first)}::integer[], ${spans.map(({ end }) => end)}::integer[])
    as span (first_quarter, end_quarter)`;

const packedOf = (workspaceId: number): Sql => sql`
  from click_packed_day packed
 where packed.workspace_id = ${workspaceId}::bigint
   and packed.first_quarter = span.first_quarter and packed.end_quarter = span.end_quarter`;

/** Those of the spans that are not packed and in which at least so many rows are totalled. */
export async function listUnpacked(
  store: Queryable,
  workspaceId: number,
  { spans, least }: { readonly spans: readonly QuarterSpan[]; readonly least: number },
): Promise<QuarterSpan[]> {
  return store.all<QuarterSpan>(
    planAnew(sql`
    select span.first_quarter as first, span.end_quarter as "end"
      from ${spanRows(spans)}
     where not exists (select ${packedOf(workspaceId)})
       and exists (
         select from click_quarter
          where workspace_id = ${workspaceId}::bigint and scope = 'link'
            and quarter >= span.first_quarter and quarter < span.end_quarter
          offset ${least - 1}::integer)
     order by 1`),
  );
}

/** Totals of a span, ascending by group and link. They must be held. */
export async function listTotalled(
  tx: Transaction,
  workspaceId: number,
  { first, end }: QuarterSpan,
): Promise<LinkFigures[]> {
  return tx.all<LinkFigures>(sql`
    select group_id as "groupId", scope_id as "linkId", sum(clicks)::bigint as clicks,
           sum(day_people)::bigint as people, sum(qr)::bigint as qr
      from click_quarter
     where workspace_id = ${workspaceId}::bigint and scope = 'link'
       and quarter >= ${first}::integer and quarter < ${end}::integer
     group by group_id, scope_id
     order by group_id, scope_id`);
}

export async function insertPackedDay(
  tx: Transaction,
  workspaceId: number,
  { first, end }: QuarterSpan,
  figures: Buffer,
): Promise<void> {
  await tx.run(sql`
    insert into click_packed_day (workspace_id, first_quarter, end_quarter, figures)
    values (${workspaceId}::bigint, ${first}::integer, ${end}::integer, ${figures}::bytea)
    on conflict (workspace_id, first_quarter, end_quarter) do nothing`);
}

/** Deletes the packed days that some quarters lie in. */
export async function deletePackedDays(
  tx: Transaction,
  workspaceId: number,
  { first, end }: QuarterSpan,
): Promise<void> {
  await tx.run(sql`
    delete from click_packed_day
     where workspace_id = ${workspaceId}::bigint
       and first_quarter < ${end}::integer and end_quarter > ${first}::integer`);
}

/** A packed day, or the figures of one link within one group that are not packed. */
export type DayRow = (LinkFigures & { readonly packed: null }) | { readonly packed: Uint8Array };

/**
 * All figures of consecutive spans, of all groups or one: those that are packed, totals of spans that are
 * not, and clicks after the totals, in one statement, so that each click is in one of the three.
 */
export async function listDayRows(
  store: Queryable,
  workspaceId: number,
  { spans, groupId }: { readonly spans: readonly QuarterSpan[]; readonly groupId: number | null },
): Promise<DayRow[]> {
  const { from, until } = timesOf({ bounds: [spans[0]?.first ?? 0, spans.at(-1)?.end ?? 0] });
  const within = sql`c.clicked_at >= ${from}::timestamptz and c.clicked_at < ${until}::timestamptz`;
  const ofGroup = groupId === null ? sql`true` : sql`group_id = ${groupId}::bigint`;
  return store.all<DayRow>(
    planAnew(sql`
    with ${tail(workspaceId, "quarter", sql`c.qr`, within)},
    spans as (
      select span.first_quarter, span.end_quarter, (select packed.figures ${packedOf(workspaceId)})
        from ${spanRows(spans)}
    ),
    loose as (
      select total.group_id, total.scope_id as link_id, total.clicks, total.day_people, total.qr
        from spans span
        join click_quarter total
          on total.workspace_id = ${workspaceId}::bigint and total.scope = 'link'
         and total.quarter >= span.first_quarter and total.quarter < span.end_quarter
       where span.figures is null
      union all
      select coalesce(group_id, 0), link_id, 1, first_of_day::integer, qr::integer from tail
    )
    select figures as packed, null::bigint as "groupId", null::bigint as "linkId",
           null::bigint as clicks, null::bigint as people, null::bigint as qr
      from spans
     where figures is not null
    union all
    select null, group_id, link_id, sum(clicks)::bigint, sum(day_people)::bigint, sum(qr)::bigint
      from loose
     where ${ofGroup}
     group by group_id, link_id`),
  );
}
