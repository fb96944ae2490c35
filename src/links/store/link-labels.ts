import type { Queryable } from "../../db/database.ts";
import { type Sql, sql } from "../../db/sql.ts";
import type { TitleState } from "../link.ts";
import { LINKS, present } from "./link-rows.ts";

export interface LinkLabel {
  readonly id: number;
  readonly slug: string;
  readonly origin: string;
  readonly title: string | null;
  readonly titleState: TitleState;
  readonly groupId: number | null;
}

const inGroup = (groupId: number | null): Sql =>
  groupId === null ? sql`true` : sql`l.group_id = ${groupId}::bigint`;

export async function listLinkIdRows(
  store: Queryable,
  workspaceId: number,
  page: {
    readonly groupId: number | null;
    readonly before: number | null;
    readonly limit: number;
    readonly at: Date;
  },
): Promise<number[]> {
  const below = page.before === null ? sql`true` : sql`l.link_id < ${page.before}::bigint`;
  const rows = await store.all<{ id: number }>(sql`
    select l.link_id as id from link l
     where l.workspace_id = ${workspaceId}::bigint and ${inGroup(page.groupId)} and ${below}
       and ${present(page.at)}
     order by l.link_id desc
     limit ${page.limit}::integer`);
  return rows.map(({ id }) => id);
}

/** Links that there are: all, read from an index, without those that are due for deletion, which are few. */
export async function countLinkIdRows(
  store: Queryable,
  workspaceId: number,
  { groupId, at }: { readonly groupId: number | null; readonly at: Date },
): Promise<number> {
  const row = await store.one<{ links: number }>(sql`
    select (select count(*) from link l
             where l.workspace_id = ${workspaceId}::bigint and ${inGroup(groupId)})
         - (select count(*) from link l
             where l.workspace_id = ${workspaceId}::bigint and ${inGroup(groupId)}
               and l.deletes_at <= ${at}::timestamptz) as links`);
  return row?.links ?? 0;
}

export async function findLinkLabelRows(
  store: Queryable,
  workspaceId: number,
  { linkIds, at }: { readonly linkIds: readonly number[]; readonly at: Date },
): Promise<LinkLabel[]> {
  return store.all<LinkLabel>(sql`
    select l.link_id as id, l.slug, l.origin, l.title, l.title_state as "titleState",
           g.group_id as "groupId"
      from ${LINKS}
     where l.workspace_id = ${workspaceId}::bigint and l.link_id = any(${linkIds}::bigint[])
       and ${present(at)}`);
}
