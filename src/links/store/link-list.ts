import type { Queryable } from "../../db/database.ts";
import { join, type Sql, sql } from "../../db/sql.ts";
import { codePointCount } from "../../kit/text.ts";
import type { Link } from "../link.ts";
import { type LinkFilter, type LinkFlag, MAX_PART_LENGTH, type Span } from "../link-filter.ts";
import type { Settings } from "../policy.ts";
import { LINK_COLUMNS, LINKS, type LinkRow, present, toLink, urlHashes } from "./link-rows.ts";
import { contains } from "./text-match.ts";

const FLAGS: Readonly<Record<LinkFlag, Sql>> = {
  branded: sql`l.branded`,
  subscribes: sql`coalesce(l.subscribes, false)`,
  qrBypass: sql`coalesce(l.qr_bypass, false)`,
  excludesOverseas: sql`coalesce(l.excludes_overseas, false)`,
  notifiesPush: sql`coalesce(l.notifies_push, false)`,
  notifiesMail: sql`coalesce(l.notifies_mail, false)`,
  password: sql`(l.password_hash is not null)`,
  statisticsPassword: sql`(l.statistics_password_hash is not null)`,
};

/** As {@link countOverridesAfter} counts them; an unset value on either side overrides nothing. */
const OVERRIDDEN: Readonly<Record<keyof Settings, Sql>> = {
  subscribes: sql`l.subscribes <> g.subscribes`,
  qrBypass: sql`l.qr_bypass <> g.qr_bypass`,
  excludesOverseas: sql`l.excludes_overseas <> g.excludes_overseas`,
  notifiesPush: sql`l.notifies_push <> g.notifies_push`,
  notifiesMail: sql`l.notifies_mail <> g.notifies_mail`,
  startsAt: sql`l.starts_at <> g.starts_at`,
  endsAt: sql`l.ends_at <> g.ends_at`,
  expiredUrl: sql`l.expired_url <> g.expired_url`,
  maxForwards: sql`l.max_forwards <> g.max_forwards`,
  // Two hashes of one password differ, so every password of a link's own counts.
  passwordHash: sql`(l.password_hash is not null and g.password_hash is not null)`,
  statisticsPasswordHash: sql`(
    l.statistics_password_hash is not null and g.statistics_password_hash is not null)`,
};

function within(column: Sql, span: Span = {}): Sql[] {
  const { from, before } = span;
  return [
    ...(from === undefined ? [] : [sql`${column} >= ${from}::timestamptz`]),
    ...(before === undefined ? [] : [sql`${column} < ${before}::timestamptz`]),
  ];
}

function withPart(column: Sql, part: string | undefined): Sql[] {
  return part === undefined ? [] : [contains(column, part)];
}

/** A text longer than a part may be is a whole URL, found by its digest. */
function withUrl(url: string): Sql {
  if (codePointCount(url) <= MAX_PART_LENGTH) return contains(sql`l.url`, url);
  return sql`l.url_hash = any (${urlHashes(url)}::bytea[])`;
}

function inGroup(groupId: number | null | undefined): Sql[] {
  if (groupId === undefined) return [];
  if (groupId === null) return [sql`g.group_id is null`];
  return [sql`l.group_id = ${groupId}::bigint`, sql`g.group_id is not null`];
}

function matching(workspaceId: number, filter: LinkFilter, at: Date): Sql {
  const { slug, host, createdBy, overridden } = filter;
  const flags = Object.entries(filter.flags ?? {}) as [LinkFlag, boolean | undefined][];
  return join(
    [
      sql`l.workspace_id = ${workspaceId}::bigint`,
      present(at),
      ...within(sql`l.created_at`, filter.created),
      ...within(sql`l.deletes_at`, filter.deletes),
      ...(slug === undefined ? [] : [sql`l.slug = ${slug}::text`]),
      ...(host === undefined ? [] : [sql`l.host = ${host}::text`]),
      ...inGroup(filter.groupId),
      ...(createdBy === undefined ? [] : [sql`l.made_by = ${createdBy}::text`]),
      ...(filter.url === undefined ? [] : [withUrl(filter.url)]),
      ...withPart(sql`l.title`, filter.title),
      ...withPart(sql`l.memo`, filter.memo),
      ...(overridden === undefined ? [] : [OVERRIDDEN[overridden]]),
      ...flags.flatMap(([flag, value]) =>
        value === undefined ? [] : [sql`${FLAGS[flag]} = ${value}::boolean`],
      ),
    ],
    " and ",
  );
}

export interface LinkQuery {
  readonly workspaceId: number;
  readonly filter: LinkFilter;
  readonly at: Date;
}

/** The newest first. */
export async function listLinkRows(
  store: Queryable,
  { workspaceId, filter, at }: LinkQuery,
  page: { readonly limit: number; readonly offset: number },
): Promise<Link[]> {
  const rows = await store.all<LinkRow>(sql`
    select ${LINK_COLUMNS} from ${LINKS}
     where ${matching(workspaceId, filter, at)}
     order by l.created_at desc, l.link_id desc
     limit ${page.limit}::integer offset ${page.offset}::bigint`);
  return rows.map(toLink);
}

export async function countLinkRows(
  store: Queryable,
  { workspaceId, filter, at }: LinkQuery,
): Promise<number> {
  const row = await store.one<{ links: number }>(sql`
    select count(*) as links from ${LINKS} where ${matching(workspaceId, filter, at)}`);
  return row?.links ?? 0;
}
