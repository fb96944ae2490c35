import { hash } from "node:crypto";
import type { Queryable, Transaction } from "../../db/database.ts";
import { empty, sql } from "../../db/sql.ts";
import { keyOfLead, type Lead } from "../lead.ts";
import type { CrossingLink, Link } from "../link.ts";
import type { Settings } from "../policy.ts";
import { LINK_COLUMNS, LINKS, type LinkRow, present, toLink, urlHashes } from "./link-rows.ts";

const LOCK_BYTES = 8;

/** Callers who would make a link of the same lead take turns until the transaction ends. */
export async function lockLeads(
  tx: Transaction,
  workspaceId: number,
  leads: readonly Lead[],
): Promise<void> {
  const keys = leads.map((lead) =>
    hash("sha256", `${workspaceId} ${keyOfLead(lead)}`, "buffer")
      .subarray(0, LOCK_BYTES)
      .readBigInt64BE(),
  );
  const sorted = [...new Set(keys)].sort((a, b) => (a < b ? -1 : a > b ? 1 : 0));
  // One at a time: a statement over many of them need not take them in their order.
  for (const key of sorted) {
    await tx.run(sql`select pg_advisory_xact_lock(${String(key)}::bigint)`);
  }
}

/** The oldest link of a lead that is neither deleted nor, under its group's word, expired. */
export async function findOldestOfLead(
  store: Queryable,
  workspaceId: number,
  { host, url }: Lead,
  at: Date,
): Promise<Link | undefined> {
  const row = await store.one<LinkRow>(sql`
    select ${LINK_COLUMNS} from ${LINKS}
     where l.workspace_id = ${workspaceId}::bigint
       and l.url_hash = any(${urlHashes(url)}::bytea[])
       and l.host = ${host}::text and ${present(at)}
       and coalesce(coalesce(g.ends_at, l.ends_at) >= ${at}::timestamptz, true)
     order by l.created_at, l.link_id
     limit 1`);
  return row && toLink(row);
}

/** Also links that are due for deletion: what was counted was counted before. */
export async function findCrossingRows(
  store: Queryable,
  workspaceId: number,
  linkIds: readonly number[],
): Promise<CrossingLink[]> {
  return store.all<CrossingLink>(sql`
    select l.link_id as id, l.origin, l.slug, l.url,
           coalesce(g.notifies_push, l.notifies_push, false) as "notifiesPush",
           coalesce(g.notifies_mail, l.notifies_mail, false) as "notifiesMail"
      from ${LINKS}
     where l.workspace_id = ${workspaceId}::bigint and l.link_id = any(${linkIds}::bigint[])`);
}

export interface DueLinks {
  readonly workspaceId: number;
  readonly at: Date;
  readonly limit: number;
  /** Only of these; of all where undefined. */
  readonly linkIds?: readonly number[];
}

/** Some links whose time has come, held; those that somebody else holds are left for later. */
export async function lockDueLinks(tx: Transaction, due: DueLinks): Promise<Link[]> {
  const among =
    due.linkIds === undefined ? empty : sql`and l.link_id = any(${due.linkIds}::bigint[])`;
  const rows = await tx.all<LinkRow>(sql`
    select ${LINK_COLUMNS} from ${LINKS}
     where l.workspace_id = ${due.workspaceId}::bigint and l.deletes_at <= ${due.at}::timestamptz
       ${among}
     order by l.deletes_at, l.link_id
     limit ${due.limit}::integer
       for update of l skip locked`);
  return rows.map(toLink);
}

/** Takes some links out of a group that is gone, and answers how many it found. */
export async function ungroupSome(
  tx: Transaction,
  workspaceId: number,
  groupId: number,
  limit: number,
): Promise<number> {
  const rows = await tx.all<{ link_id: number }>(sql`
    select link_id from link
     where workspace_id = ${workspaceId}::bigint and group_id = ${groupId}::bigint
     order by link_id
     limit ${limit}::integer
       for update`);
  const linkIds = rows.map((row) => row.link_id);
  if (linkIds.length === 0) return 0;
  await tx.run(sql`
    update link set group_id = null
     where workspace_id = ${workspaceId}::bigint and link_id = any(${linkIds}::bigint[])`);
  return linkIds.length;
}

/** How many of a slice of a group's links say otherwise than the group, setting by setting. */
export interface OverrideSlice {
  readonly counts: Readonly<Record<keyof Settings, number>>;
  readonly links: number;
  readonly lastLinkId: number | null;
}

/** The next slice by number. Where the group has not spoken nothing counts: null differs from nothing. */
export async function countOverridesAfter(
  store: Queryable,
  group: { readonly workspaceId: number; readonly id: number; readonly settings: Settings },
  afterLinkId: number,
  limit: number,
  at: Date,
): Promise<OverrideSlice> {
  const { settings } = group;
  const row = await store.one<Record<keyof Settings | "links", number> & { last: number | null }>(
    sql`
    select count(*) as links, max(link_id) as last,
           count(*) filter (where subscribes <> ${settings.subscribes}::boolean) as "subscribes",
           count(*) filter (where qr_bypass <> ${settings.qrBypass}::boolean) as "qrBypass",
           count(*) filter (where excludes_overseas <> ${settings.excludesOverseas}::boolean)
             as "excludesOverseas",
           count(*) filter (where notifies_push <> ${settings.notifiesPush}::boolean)
             as "notifiesPush",
           count(*) filter (where notifies_mail <> ${settings.notifiesMail}::boolean)
             as "notifiesMail",
           count(statistics_password_hash) as "statisticsPasswordHash",
           count(*) filter (where starts_at <> ${settings.startsAt}::timestamptz) as "startsAt",
           count(*) filter (where ends_at <> ${settings.endsAt}::timestamptz) as "endsAt",
           count(*) filter (where expired_url <> ${settings.expiredUrl}::text) as "expiredUrl",
           count(password_hash) as "passwordHash",
           count(*) filter (where max_forwards <> ${settings.maxForwards}::integer)
             as "maxForwards"
      from (
        select link_id, subscribes, qr_bypass, excludes_overseas, notifies_push, notifies_mail,
               statistics_password_hash, starts_at, ends_at, expired_url, password_hash,
               max_forwards
          from link l
         where l.workspace_id = ${group.workspaceId}::bigint
           and l.group_id = ${group.id}::bigint
           and l.link_id > ${afterLinkId}::bigint and ${present(at)}
         order by l.link_id
         limit ${limit}::integer
      ) as slice`,
  );
  if (row === undefined) throw new Error("an aggregate has a row");
  const { links, last, ...counts } = row;
  return { counts, links, lastLinkId: last };
}

/** Any links of a workspace, held. */
export async function lockSomeLinks(
  tx: Transaction,
  workspaceId: number,
  limit: number,
): Promise<Link[]> {
  const rows = await tx.all<LinkRow>(sql`
    select ${LINK_COLUMNS} from ${LINKS}
     where l.workspace_id = ${workspaceId}::bigint
     order by l.link_id
     limit ${limit}::integer
       for update of l`);
  return rows.map(toLink);
}
