import { hash } from "node:crypto";
import type { Queryable, Transaction } from "../../db/database.ts";
import { type Sql, sql } from "../../db/sql.ts";
import { comparableUrl } from "../../kit/web-url.ts";
import type { Creation, Link, RedirectType, TitleState } from "../link.ts";
import {
  SETTINGS_NAMES,
  type SettingsRow,
  settingsArrays,
  settingsColumns,
  settingsValues,
  toSettings,
} from "./settings-columns.ts";

export interface LinkRow extends SettingsRow {
  readonly link_id: number;
  readonly workspace_id: number;
  readonly host: string;
  readonly origin: string;
  readonly slug: string;
  readonly branded: boolean;
  readonly url: string;
  readonly redirect_type: RedirectType;
  readonly group_id: number | null;
  readonly title: string | null;
  readonly title_state: TitleState;
  readonly description: string | null;
  readonly meta_image: string | null;
  readonly memo: string | null;
  readonly deletes_at: Date | null;
  readonly made_by: Creation;
  readonly version: number;
  readonly created_at: Date;
  readonly updated_at: Date;
}

/** Under the name `l`, in {@link LINKS}: the group is none from the moment its row is marked. */
export const LINK_COLUMNS = sql`
  l.link_id, l.workspace_id, l.host, l.origin, l.slug, l.branded, l.url, l.redirect_type,
  g.group_id, l.title, l.title_state, l.description, l.meta_image, l.memo, l.deletes_at, l.made_by,
  ${settingsColumns(sql`l`)}, l.version, l.created_at, l.updated_at`;

export const LINKS = sql`
  link l left join link_group g
    on g.workspace_id = l.workspace_id and g.group_id = l.group_id and g.deleted_at is null`;

export function toLink(row: LinkRow): Link {
  return {
    id: row.link_id,
    workspaceId: row.workspace_id,
    origin: row.origin,
    host: row.host,
    slug: row.slug,
    branded: row.branded,
    url: row.url,
    redirectType: row.redirect_type,
    groupId: row.group_id,
    title: row.title,
    titleState: row.title_state,
    description: row.description,
    metaImage: row.meta_image,
    memo: row.memo,
    deletesAt: row.deletes_at,
    createdBy: row.made_by,
    settings: toSettings(row),
    createdAt: row.created_at,
    updatedAt: row.updated_at,
    version: row.version,
  };
}

/** From the moment it is due for deletion there is no such link. */
export function present(at: Date): Sql {
  return sql`(l.deletes_at is null or l.deletes_at > ${at}::timestamptz)`;
}

/** URLs are found by a digest: they are longer than an index takes. Scheme and host count in any case. */
export function urlHash(url: string): Buffer {
  return hash("sha256", comparableUrl(url), "buffer");
}

/** The digests under which a URL may be stored: before scheme and host counted in any case it was that of the text. */
export function urlHashes(url: string): Buffer[] {
  return [urlHash(url), hash("sha256", url, "buffer")];
}

export async function nextLinkIds(store: Queryable, count: number): Promise<number[]> {
  const rows = await store.all<{ id: number }>(sql`
    select nextval('link_number') as id from generate_series(1, ${count}::integer)`);
  return rows.map((row) => row.id);
}

export interface LinkKey {
  readonly workspaceId: number;
  readonly linkId: number;
}

export async function findLinkRow(
  store: Queryable,
  { workspaceId, linkId }: LinkKey,
  at: Date,
): Promise<Link | undefined> {
  const row = await store.one<LinkRow>(sql`
    select ${LINK_COLUMNS} from ${LINKS}
     where l.workspace_id = ${workspaceId}::bigint and l.link_id = ${linkId}::bigint
       and ${present(at)}`);
  return row && toLink(row);
}

/** Of those of the links that are there. */
export async function findLinkNameRows(
  store: Queryable,
  workspaceId: number,
  linkIds: readonly number[],
): Promise<{ readonly id: number; readonly slug: string; readonly origin: string }[]> {
  return store.all(sql`
    select link_id as id, slug, origin from link
     where workspace_id = ${workspaceId}::bigint and link_id = any(${linkIds}::bigint[])`);
}

export async function lockLink(
  tx: Transaction,
  { workspaceId, linkId }: LinkKey,
  at: Date,
): Promise<Link | undefined> {
  const row = await tx.one<LinkRow>(sql`
    select ${LINK_COLUMNS} from ${LINKS}
     where l.workspace_id = ${workspaceId}::bigint and l.link_id = ${linkId}::bigint
       and ${present(at)}
       for update of l`);
  return row && toLink(row);
}

export async function insertLinks(
  tx: Transaction,
  workspaceId: number,
  links: readonly Link[],
): Promise<void> {
  if (links.length === 0) return;
  const column = <Name extends keyof Link>(name: Name) => links.map((link) => link[name]);
  await tx.run(sql`
    insert into link (
      workspace_id, link_id, host, origin, slug, branded, url, url_hash, redirect_type, group_id,
      title, title_state, description, meta_image, memo, deletes_at, made_by, version, created_at,
      updated_at, ${SETTINGS_NAMES}
    )
    select ${workspaceId}::bigint, made.*
      from unnest(
        ${column("id")}::bigint[], ${column("host")}::text[], ${column("origin")}::text[],
        ${column("slug")}::text[], ${column("branded")}::boolean[], ${column("url")}::text[],
        ${links.map((link) => urlHash(link.url))}::bytea[], ${column("redirectType")}::smallint[],
        ${column("groupId")}::bigint[], ${column("title")}::text[],
        ${column("titleState")}::text[], ${column("description")}::text[],
        ${column("metaImage")}::text[], ${column("memo")}::text[],
        ${column("deletesAt")}::timestamptz[], ${column("createdBy")}::text[],
        ${column("version")}::bigint[], ${column("createdAt")}::timestamptz[],
        ${column("updatedAt")}::timestamptz[], ${settingsArrays(column("settings"))}
      ) as made
    returning link_id`);
}

/** Everything an owner can change of a link that is held. */
export async function saveLink(tx: Transaction, link: Link): Promise<void> {
  await tx.run(sql`
    update link
       set url = ${link.url}::text, url_hash = ${urlHash(link.url)}::bytea,
           redirect_type = ${link.redirectType}::smallint, group_id = ${link.groupId}::bigint,
           title = ${link.title}::text, title_state = ${link.titleState}::text,
           description = ${link.description}::text, meta_image = ${link.metaImage}::text,
           memo = ${link.memo}::text, deletes_at = ${link.deletesAt}::timestamptz,
           version = ${link.version}::bigint, updated_at = ${link.updatedAt}::timestamptz,
           (${SETTINGS_NAMES}) = row(${settingsValues(link.settings)})
     where workspace_id = ${link.workspaceId}::bigint and link_id = ${link.id}::bigint`);
}

/** The links with everything that is theirs alone; their addresses are released apart. */
export async function deleteLinkRows(
  tx: Transaction,
  workspaceId: number,
  linkIds: readonly number[],
): Promise<void> {
  for (const statement of [
    sql`
      delete from link_forward
       where workspace_id = ${workspaceId}::bigint and link_id = any(${linkIds}::bigint[])`,
    sql`
      delete from password_attempt
       where workspace_id = ${workspaceId}::bigint and link_id = any(${linkIds}::bigint[])`,
    sql`
      delete from link
       where workspace_id = ${workspaceId}::bigint and link_id = any(${linkIds}::bigint[])`,
  ]) {
    await tx.run(statement);
  }
}
