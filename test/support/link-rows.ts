import { createHash, randomBytes } from "node:crypto";
import type { Changes } from "../../src/db/changes.ts";
import type { Database } from "../../src/db/database.ts";
import { join, sql } from "../../src/db/sql.ts";

/** Settings as their columns have them; what is left out is not set. */
export interface SettingsRow {
  readonly starts_at?: Date;
  readonly ends_at?: Date;
  readonly expired_url?: string;
  readonly password_hash?: string;
  readonly max_forwards?: number;
  readonly excludes_overseas?: boolean;
  readonly subscribes?: boolean;
  readonly qr_bypass?: boolean;
  readonly statistics_password_hash?: string;
}

export interface LinkRow extends SettingsRow {
  readonly workspaceId: number;
  readonly host?: string;
  readonly slug?: string;
  readonly url?: string;
  readonly redirectType?: 200 | 301 | 302;
  readonly groupId?: number;
  readonly deletesAt?: Date;
  readonly title?: string;
  readonly titleState?: "typed" | "fetched";
  readonly description?: string;
  readonly metaImage?: string;
}

export interface InsertedLink {
  readonly id: number;
  readonly host: string;
  readonly slug: string;
}

const AT = new Date("2026-01-01T00:00:00Z");
export const DEFAULT_HOST = "localhost:8080";

const columns = [
  "starts_at",
  "ends_at",
  "expired_url",
  "password_hash",
  "max_forwards",
  "excludes_overseas",
  "subscribes",
  "qr_bypass",
  "statistics_password_hash",
] as const satisfies (keyof SettingsRow)[];

/** Writes a link and its address as the links API would. */
export async function insertLinkRow(db: Database, link: LinkRow): Promise<InsertedLink> {
  const { workspaceId, host = DEFAULT_HOST, slug = randomBytes(6).toString("hex") } = link;
  const { url = "https://shop.example/", redirectType = 302 } = link;
  const row = await db.one<{ id: number }>(sql`select nextval('link_number') as id`);
  const id = row?.id ?? 0;
  await db.run(sql`
    insert into link (workspace_id, link_id, host, origin, slug, branded, url, url_hash,
      redirect_type, group_id, title, title_state, description, meta_image, memo, deletes_at,
      made_by, version, created_at, updated_at,
      starts_at, ends_at, expired_url, password_hash, max_forwards, excludes_overseas, subscribes,
      qr_bypass, statistics_password_hash)
    values (${workspaceId}, ${id}, ${host}, ${`http://${host}`}, ${slug}, false, ${url},
      ${createHash("sha256").update(url).digest()}, ${redirectType}, ${link.groupId ?? null},
      ${link.title ?? null}, ${link.titleState ?? "typed"}, ${link.description ?? null}, ${link.metaImage ?? null}, null,
      ${link.deletesAt ?? null}, 'api', 1, ${AT}, ${AT},
      ${join(columns.map((column) => link[column] ?? null))})`);
  await db.run(sql`
    insert into link_address (address, workspace_id, link_id)
    values (${`${host}/${slug}`}, ${workspaceId}, ${id})`);
  return { id, host, slug };
}

/** Writes a group; answers its number. */
export async function insertGroupRow(
  db: Database,
  workspaceId: number,
  settings: SettingsRow = {},
): Promise<number> {
  const row = await db.one<{ id: number }>(sql`select nextval('link_group_number') as id`);
  const id = row?.id ?? 0;
  await db.run(sql`
    insert into link_group (workspace_id, group_id, name, memo, version, created_at, updated_at,
      starts_at, ends_at, expired_url, password_hash, max_forwards, excludes_overseas, subscribes,
      qr_bypass, statistics_password_hash)
    values (${workspaceId}, ${id}, 'Instagram', '', 1, ${AT}, ${AT},
      ${join(columns.map((column) => settings[column] ?? null))})`);
  return id;
}

export interface GroupChange {
  readonly workspaceId: number;
  readonly groupId: number;
  readonly settings?: SettingsRow;
  readonly deletedAt?: Date;
}

/** Replaces all settings of a group and tells every node, as an update of the group does. */
export async function changeGroupRow(
  db: Database,
  changes: Changes,
  { workspaceId, groupId, settings = {}, deletedAt }: GroupChange,
): Promise<void> {
  await db.transaction(async (tx) => {
    await tx.run(sql`
      update link_group
         set starts_at = ${settings.starts_at ?? null}, ends_at = ${settings.ends_at ?? null},
             expired_url = ${settings.expired_url ?? null},
             password_hash = ${settings.password_hash ?? null},
             max_forwards = ${settings.max_forwards ?? null},
             statistics_password_hash = ${settings.statistics_password_hash ?? null},
             deleted_at = ${deletedAt ?? null}
       where workspace_id = ${workspaceId} and group_id = ${groupId}`);
    await changes.announce(tx, [{ kind: "group", key: String(groupId) }]);
  });
}

/** Replaces what a link says of its passwords and limit, and tells every node. */
export async function changeLinkRow(
  db: Database,
  changes: Changes,
  change: InsertedLink & SettingsRow & { readonly workspaceId: number },
): Promise<void> {
  const { id, host, slug, workspaceId } = change;
  await db.transaction(async (tx) => {
    await tx.run(sql`
      update link
         set password_hash = ${change.password_hash ?? null},
             max_forwards = ${change.max_forwards ?? null},
             statistics_password_hash = ${change.statistics_password_hash ?? null}
       where workspace_id = ${workspaceId} and link_id = ${id}`);
    await changes.announce(tx, [{ kind: "address", key: `${host}/${slug}` }]);
  });
}
