import type { Queryable } from "../../db/database.ts";
import { type Sql, sql } from "../../db/sql.ts";
import type { ClickDetail } from "../click-detail.ts";
import type { Scope } from "../scope.ts";

export type ClickRow = Omit<ClickDetail, "link"> & { readonly linkId: number };

const COLUMNS = sql`
  click_id as id, clicked_at as at, link_id as "linkId", group_id as "groupId", country, device,
  os, browser, referrer, language, utm_source as source, utm_medium as medium,
  utm_campaign as campaign, qr, first_of_day as "firstOfDay", euid`;

export interface Span {
  readonly from: Date;
  readonly until: Date;
}

const within = ({ from, until }: Span): Sql =>
  sql`clicked_at >= ${from}::timestamptz and clicked_at < ${until}::timestamptz`;

/** The lowest and highest number of the clicks of these times; null where there are none. */
export async function findIdsWithin(
  store: Queryable,
  workspaceId: number,
  span: Span,
): Promise<{ readonly first: number; readonly last: number } | null> {
  const row = await store.one<{ first: number | null; last: number | null }>(sql`
    select min(click_id) as first, max(click_id) as last
      from click
     where workspace_id = ${workspaceId}::bigint and ${within(span)}`);
  if (row === undefined || row.first === null || row.last === null) return null;
  return { first: row.first, last: row.last };
}

export interface IdPage {
  readonly after: number;
  readonly upTo: number;
}

/** Clicks of a group or the workspace by their numbers, in this order. */
export async function listClicksById(
  store: Queryable,
  scope: Scope,
  page: IdPage & { readonly span: Span; readonly limit: number },
): Promise<ClickRow[]> {
  const { after, upTo, span, limit } = page;
  const ofGroup = scope.kind === "group" ? sql`group_id = ${scope.id}::bigint` : sql`true`;
  return store.all<ClickRow>(sql`
    select ${COLUMNS}
      from click
     where workspace_id = ${scope.workspaceId}::bigint
       and click_id > ${after}::bigint and click_id <= ${upTo}::bigint
       and ${within(span)} and ${ofGroup}
     order by click_id
     limit ${limit}::integer`);
}

/** Where a page of a link's clicks ended. */
export type TimeCursor = Pick<ClickRow, "at" | "id">;

/** Clicks of a link by time, those after the cursor. */
export async function listClicksByTime(
  store: Queryable,
  scope: Scope,
  page: { readonly span: Span; readonly after: TimeCursor; readonly limit: number },
): Promise<ClickRow[]> {
  const { span, after, limit } = page;
  return store.all<ClickRow>(sql`
    select ${COLUMNS}
      from click
     where workspace_id = ${scope.workspaceId}::bigint and link_id = ${scope.id}::bigint
       and ${within(span)}
       and (clicked_at, click_id) > (${after.at}::timestamptz, ${after.id}::bigint)
     order by clicked_at, click_id
     limit ${limit}::integer`);
}

/** How many of these clicks there were in each minute from one on; minutes are numbered since 1970. */
export async function countMinutes(
  store: Queryable,
  workspaceId: number,
  { after, upTo }: IdPage,
  from: Date,
): Promise<{ readonly minute: number; readonly clicks: number }[]> {
  return store.all(sql`
    select floor(extract(epoch from clicked_at) / 60)::bigint as minute, count(*) as clicks
      from click
     where workspace_id = ${workspaceId}::bigint
       and click_id > ${after}::bigint and click_id <= ${upTo}::bigint
       and clicked_at >= ${from}::timestamptz
     group by 1`);
}

/** The next clicks of a workspace as they were ingested. */
export async function listClicksAfter(
  store: Queryable,
  workspaceId: number,
  { after, upTo }: IdPage,
): Promise<ClickRow[]> {
  return store.all<ClickRow>(sql`
    select ${COLUMNS}
      from click
     where workspace_id = ${workspaceId}::bigint
       and click_id > ${after}::bigint and click_id <= ${upTo}::bigint
     order by click_id`);
}
