import type { Queryable } from "../../db/database.ts";
import { type Sql, sql } from "../../db/sql.ts";
import type { Bound } from "../timeline.ts";
import type { ChangeOrigin, HistoryOperation } from "./history.ts";
import { weightOf } from "./weight.ts";

/** Whose rows are read, and which: the newest after the bound. */
export interface Wanted {
  readonly workspaceId: number;
  /** All numbers of one user. */
  readonly euids: readonly number[];
  readonly bound: Bound;
  readonly limit: number;
}

interface TimelineRow {
  readonly id: number;
  readonly at: Date;
  /** How many were found; fewer are read where they are large. */
  readonly found: number;
}

export interface EventTimelineRow extends TimelineRow {
  readonly name: string;
  readonly appKey: string | null;
  /** JSON. */
  readonly properties: string;
  readonly source: number;
}

export interface ChangeTimelineRow extends TimelineRow {
  readonly operation: HistoryOperation;
  /** JSON. */
  readonly changes: string;
  /** Null where there is an `origin`. */
  readonly source: number | null;
  readonly origin: ChangeOrigin | null;
}

export interface ClickTimelineRow extends TimelineRow {
  readonly link: string | null;
  readonly groupId: number | null;
  readonly group: string | null;
  readonly country: string;
  readonly device: string;
  readonly referrer: string;
}

export interface MergeTimelineRow extends TimelineRow {
  readonly euid: number;
  readonly leftOut: readonly string[];
}

/** Of what a page reads of one kind; two rows at least, so that every page goes on. */
const PAGE_BYTES = 2 * 1024 * 1024;

const newest = (rows: Sql, columns: Sql, limit: number): Sql => sql`
  select id, at, found, ${columns}
    from (select nearest.*, count(*) over () as found, row_number() over newest as nth,
                 sum(weight) over newest - weight as heavier
            from (${rows} order by at desc, id desc limit ${limit}::integer) as nearest
          window newest as (order by at desc, id desc rows unbounded preceding)) as weighed
   where nth <= 2 or heavier < ${PAGE_BYTES}::bigint
   order by at desc, id desc`;

export function listEventRows(store: Queryable, wanted: Wanted): Promise<EventTimelineRow[]> {
  const { workspaceId, euids, bound, limit } = wanted;
  const rows = sql`
    select one.*
      from unnest(${euids}::bigint[]) as member (euid)
     cross join lateral (
       select event_id as id, occurred_at as at, name, app_key, properties,
              data_source_id as source, ${weightOf(sql`properties`)}
         from person_event
        where workspace_id = ${workspaceId}::bigint and person_event.euid = member.euid
          and (occurred_at, event_id) < (${bound.at}::timestamptz, ${bound.id}::bigint)
        order by occurred_at desc, event_id desc limit ${limit}::integer) as one`;
  const columns = sql`name, app_key as "appKey", properties::text as properties, source`;
  return store.all<EventTimelineRow>(newest(rows, columns, limit));
}

export function listChangeRows(store: Queryable, wanted: Wanted): Promise<ChangeTimelineRow[]> {
  const { workspaceId, euids, bound, limit } = wanted;
  const rows = sql`
    select one.*
      from unnest(${euids}::bigint[]) as member (euid)
     cross join lateral (
       select change_id as id, changed_at as at, operation, changes, data_source_id as source,
              origin, ${weightOf(sql`changes`)}
         from property_change
        where workspace_id = ${workspaceId}::bigint and property_change.euid = member.euid
          and (changed_at, change_id) < (${bound.at}::timestamptz, ${bound.id}::bigint)
        order by changed_at desc, change_id desc limit ${limit}::integer) as one`;
  const columns = sql`operation, changes::text as changes, source, origin`;
  return store.all<ChangeTimelineRow>(newest(rows, columns, limit));
}

export function listClickRows(store: Queryable, wanted: Wanted): Promise<ClickTimelineRow[]> {
  const { workspaceId, euids, bound, limit } = wanted;
  const rows = sql`
    select one.*
      from unnest(${euids}::bigint[]) as member (euid)
     cross join lateral (
       select click_id as id, clicked_at as at, link, group_id, group_name, country, device,
              referrer, 0 as weight
         from person_click
        where workspace_id = ${workspaceId}::bigint and person_click.euid = member.euid
          and (clicked_at, click_id) < (${bound.at}::timestamptz, ${bound.id}::bigint)
        order by clicked_at desc, click_id desc limit ${limit}::integer) as one`;
  const columns = sql`
    link, group_id as "groupId", group_name as "group", country, device, referrer`;
  return store.all<ClickTimelineRow>(newest(rows, columns, limit));
}

/** Merges into the user, of whatever number. */
export function listMergeRows(
  store: Queryable,
  winner: number,
  { workspaceId, bound, limit }: Wanted,
): Promise<MergeTimelineRow[]> {
  const rows = sql`
    select merge_id as id, merged_at as at, euid, left_out, 0 as weight
      from profile_merge
     where workspace_id = ${workspaceId}::bigint and winner = ${winner}::bigint
       and (merged_at, merge_id) < (${bound.at}::timestamptz, ${bound.id}::bigint)`;
  const columns = sql`euid, left_out as "leftOut"`;
  return store.all<MergeTimelineRow>(newest(rows, columns, limit));
}
