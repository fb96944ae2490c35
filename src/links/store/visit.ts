import type { Queryable } from "../../db/database.ts";
import { sql } from "../../db/sql.ts";
import type { KnownGroup, KnownLink, Preview } from "../known-link.ts";
import type { RedirectType } from "../link.ts";
import { effectiveSettings, type Settings, unset } from "../policy.ts";

/** What of the settings a visit asks for. */
interface SettingsRow {
  readonly subscribes: boolean | null;
  readonly qr_bypass: boolean | null;
  readonly excludes_overseas: boolean | null;
  readonly starts_at: Date | null;
  readonly ends_at: Date | null;
  readonly expired_url: string | null;
  readonly password_hash: string | null;
  readonly max_forwards: number | null;
}

interface LinkRow extends SettingsRow {
  readonly group_id: number | null;
  readonly url: string;
  readonly redirect_type: RedirectType;
  readonly deletes_at: Date | null;
  readonly title: string | null;
  readonly description: string | null;
  readonly meta_image: string | null;
}

const SETTINGS = sql`
  subscribes, qr_bypass, excludes_overseas, starts_at, ends_at, expired_url, password_hash,
  max_forwards`;

/** Null where the address has no link, or had one that was deleted. */
export async function findVisitedLink(
  store: Queryable,
  address: string,
): Promise<KnownLink | null> {
  const named = await store.one<{ workspaceId: number; linkId: number | null }>(sql`
    select workspace_id as "workspaceId", link_id as "linkId"
      from link_address where address = ${address}::text`);
  if (named === undefined || named.linkId === null) return null;
  const { workspaceId, linkId } = named;
  const row = await store.one<LinkRow>(sql`
    select group_id, url, redirect_type, deletes_at, title, description, meta_image, ${SETTINGS}
      from link
     where workspace_id = ${workspaceId}::bigint and link_id = ${linkId}::bigint`);
  return row === undefined ? null : toLink(workspaceId, linkId, row);
}

/** Null where there is no such group any more. */
export async function findVisitedGroup(
  store: Queryable,
  workspaceId: number,
  groupId: number,
): Promise<KnownGroup | null> {
  const row = await store.one<SettingsRow>(sql`
    select ${SETTINGS}
      from link_group
     where workspace_id = ${workspaceId}::bigint
       and group_id = ${groupId}::bigint
       and deleted_at is null`);
  if (row === undefined) return null;
  const settings = toSettings(row);
  return { settings, alone: effectiveSettings(unset, settings) };
}

function toLink(workspaceId: number, id: number, row: LinkRow): KnownLink {
  const own = toSettings(row);
  const { title, description, meta_image: image } = row;
  return {
    id,
    workspaceId,
    groupId: row.group_id,
    url: row.url,
    redirectType: row.redirect_type,
    deletesAtMs: row.deletes_at === null ? null : row.deletes_at.getTime(),
    own: Object.values(own).every((said) => said === null) ? null : own,
    preview: row.redirect_type === 200 ? { title, description, image } : null,
  };
}

function toSettings(row: SettingsRow): Settings {
  return {
    ...unset,
    subscribes: row.subscribes,
    qrBypass: row.qr_bypass,
    excludesOverseas: row.excludes_overseas,
    startsAt: row.starts_at,
    endsAt: row.ends_at,
    expiredUrl: row.expired_url,
    passwordHash: row.password_hash,
    maxForwards: row.max_forwards,
  };
}

/** Without the title where that is the destination's own. */
export async function findTypedPreview(
  store: Queryable,
  workspaceId: number,
  linkId: number,
): Promise<Preview> {
  const row = await store.one<Preview>(sql`
    select case when title_state = 'typed' then title end as title, description,
           meta_image as image
      from link
     where workspace_id = ${workspaceId}::bigint and link_id = ${linkId}::bigint`);
  return row ?? { title: null, description: null, image: null };
}

/** What the owner of a link and of its group said of its public statistics, and the typed title. */
export interface SharingRow {
  readonly title: string | null;
  readonly own: string | null;
  readonly ofGroup: string | null;
}

export async function findSharing(
  store: Queryable,
  workspaceId: number,
  linkId: number,
): Promise<SharingRow | undefined> {
  return store.one<SharingRow>(sql`
    select case when l.title_state = 'typed' then l.title end as title,
           l.statistics_password_hash as own, g.statistics_password_hash as "ofGroup"
      from link l
      left join link_group g
        on g.workspace_id = l.workspace_id and g.group_id = l.group_id and g.deleted_at is null
     where l.workspace_id = ${workspaceId}::bigint and l.link_id = ${linkId}::bigint`);
}

/** What the owner of a group said of its public statistics; undefined where there is no such group. */
export async function findGroupSharing(
  store: Queryable,
  workspaceId: number,
  groupId: number,
): Promise<{ readonly name: string; readonly passwordHash: string | null } | undefined> {
  return store.one(sql`
    select name, statistics_password_hash as "passwordHash"
      from link_group
     where workspace_id = ${workspaceId}::bigint and group_id = ${groupId}::bigint
       and deleted_at is null`);
}
