import type { Queryable, Transaction } from "../../db/database.ts";
import { join, type Sql, sql } from "../../db/sql.ts";
import type { WebhookFrequency } from "../../workspaces/workspace.ts";
import type { CountedGroup, Group, GroupFilter, WebhookMetric } from "../group.ts";
import {
  SETTINGS_NAMES,
  type SettingsRow,
  settingsColumns,
  settingsValues,
  toSettings,
} from "./settings-columns.ts";
import { contains } from "./text-match.ts";

interface GroupRow extends SettingsRow {
  readonly group_id: number;
  readonly workspace_id: number;
  readonly name: string;
  readonly memo: string | null;
  readonly webhook_enabled: boolean | null;
  readonly webhook_url: string | null;
  readonly webhook_metric: WebhookMetric | null;
  readonly webhook_frequency: WebhookFrequency | null;
  readonly has_secret: boolean;
  readonly version: number;
  readonly created_at: Date;
  readonly updated_at: Date;
}

const COLUMNS = sql`
  g.group_id, g.workspace_id, g.name, g.memo, ${settingsColumns(sql`g`)},
  g.webhook_enabled, g.webhook_url, g.webhook_metric, g.webhook_frequency,
  g.webhook_secret is not null as has_secret, g.version, g.created_at, g.updated_at`;

function toGroup(row: GroupRow): Group {
  return {
    id: row.group_id,
    workspaceId: row.workspace_id,
    name: row.name,
    memo: row.memo,
    settings: toSettings(row),
    webhook: {
      enabled: row.webhook_enabled,
      url: row.webhook_url,
      metric: row.webhook_metric,
      frequency: row.webhook_frequency,
    },
    hasWebhookSecret: row.has_secret,
    createdAt: row.created_at,
    updatedAt: row.updated_at,
    version: row.version,
  };
}

export async function nextGroupId(store: Queryable): Promise<number> {
  const row = await store.one<{ id: number }>(sql`select nextval('link_group_number') as id`);
  if (row === undefined) throw new Error("no group number");
  return row.id;
}

export async function findGroupRow(
  store: Queryable,
  workspaceId: number,
  groupId: number,
): Promise<Group | undefined> {
  const row = await store.one<GroupRow>(sql`
    select ${COLUMNS} from link_group g
     where g.workspace_id = ${workspaceId}::bigint and g.group_id = ${groupId}::bigint
       and g.deleted_at is null`);
  return row && toGroup(row);
}

export async function lockGroup(
  tx: Transaction,
  workspaceId: number,
  groupId: number,
): Promise<Group | undefined> {
  const row = await tx.one<GroupRow>(sql`
    select ${COLUMNS} from link_group g
     where g.workspace_id = ${workspaceId}::bigint and g.group_id = ${groupId}::bigint
       and g.deleted_at is null
       for update`);
  return row && toGroup(row);
}

/** Those of the numbers that are groups of the workspace. */
export async function findGroupIds(
  store: Queryable,
  workspaceId: number,
  groupIds: readonly number[],
): Promise<Set<number>> {
  if (groupIds.length === 0) return new Set();
  const rows = await store.all<{ group_id: number }>(sql`
    select group_id from link_group
     where workspace_id = ${workspaceId}::bigint and group_id = any(${groupIds}::bigint[])
       and deleted_at is null`);
  return new Set(rows.map((row) => row.group_id));
}

/** Of those of the numbers that are groups of the workspace. */
export async function findGroupNames(
  store: Queryable,
  workspaceId: number,
  groupIds: readonly number[],
): Promise<Map<number, string>> {
  const rows = await store.all<{ id: number; name: string }>(sql`
    select group_id as id, name from link_group
     where workspace_id = ${workspaceId}::bigint and group_id = any(${groupIds}::bigint[])
       and deleted_at is null`);
  return new Map(rows.map(({ id, name }) => [id, name]));
}

export async function insertGroup(
  tx: Transaction,
  group: Group,
  secret: string | null,
): Promise<void> {
  const { webhook } = group;
  await tx.run(sql`
    insert into link_group (
      workspace_id, group_id, name, memo, webhook_enabled, webhook_url, webhook_metric,
      webhook_frequency, webhook_secret, version, created_at, updated_at, ${SETTINGS_NAMES}
    ) values (
      ${group.workspaceId}::bigint, ${group.id}::bigint, ${group.name}::text, ${group.memo}::text,
      ${webhook.enabled}::boolean, ${webhook.url}::text, ${webhook.metric}::text,
      ${webhook.frequency}::integer, ${secret}::text, ${group.version}::bigint,
      ${group.createdAt}::timestamptz, ${group.updatedAt}::timestamptz,
      ${settingsValues(group.settings)}
    )`);
}

/** One row, whatever the group holds. `newSecret` null leaves the secret as it is. */
export async function saveGroup(
  tx: Transaction,
  group: Group,
  newSecret: string | null,
): Promise<void> {
  const { webhook } = group;
  await tx.run(sql`
    update link_group
       set name = ${group.name}::text, memo = ${group.memo}::text,
           webhook_enabled = ${webhook.enabled}::boolean, webhook_url = ${webhook.url}::text,
           webhook_metric = ${webhook.metric}::text,
           webhook_frequency = ${webhook.frequency}::integer,
           webhook_secret = coalesce(${newSecret}::text, webhook_secret),
           version = ${group.version}::bigint, updated_at = ${group.updatedAt}::timestamptz,
           (${SETTINGS_NAMES}) = row(${settingsValues(group.settings)})
     where workspace_id = ${group.workspaceId}::bigint and group_id = ${group.id}::bigint`);
}

/** Answers its name; undefined where there is no such group. */
export async function markGroupDeleted(
  tx: Transaction,
  workspaceId: number,
  groupId: number,
  at: Date,
): Promise<string | undefined> {
  const row = await tx.one<{ name: string }>(sql`
    update link_group set deleted_at = ${at}::timestamptz
     where workspace_id = ${workspaceId}::bigint and group_id = ${groupId}::bigint
       and deleted_at is null
    returning name`);
  return row?.name;
}

function matching(workspaceId: number, filter: GroupFilter): Sql {
  const conditions = [sql`g.workspace_id = ${workspaceId}::bigint`, sql`g.deleted_at is null`];
  if (filter.name !== null) conditions.push(contains(sql`g.name`, filter.name));
  if (filter.groupId !== null) conditions.push(sql`g.group_id = ${filter.groupId}::bigint`);
  return join(conditions, " and ");
}

/** The newest first. */
export async function listGroupRows(
  store: Queryable,
  workspaceId: number,
  filter: GroupFilter,
  page: { readonly limit: number; readonly offset: number },
): Promise<CountedGroup[]> {
  const rows = await store.all<GroupRow & { links: number | null }>(sql`
    select ${COLUMNS}, t.links
      from link_group g
      left join link_group_tally t on t.workspace_id = g.workspace_id and t.group_id = g.group_id
     where ${matching(workspaceId, filter)}
     order by g.group_id desc
     limit ${page.limit}::integer offset ${page.offset}::bigint`);
  return rows.map((row) => ({ ...toGroup(row), links: row.links ?? 0 }));
}

export interface GroupLabel {
  readonly id: number;
  readonly name: string;
  readonly links: number;
}

export async function listGroupLabelRows(
  store: Queryable,
  workspaceId: number,
): Promise<GroupLabel[]> {
  return store.all<GroupLabel>(sql`
    select g.group_id as id, g.name, coalesce(t.links, 0) as links
      from link_group g
      left join link_group_tally t on t.workspace_id = g.workspace_id and t.group_id = g.group_id
     where g.workspace_id = ${workspaceId}::bigint and g.deleted_at is null`);
}

export async function countGroupRows(
  store: Queryable,
  workspaceId: number,
  filter: GroupFilter,
): Promise<number> {
  const row = await store.one<{ groups: number }>(sql`
    select count(*) as groups from link_group g where ${matching(workspaceId, filter)}`);
  return row?.groups ?? 0;
}

/** Any groups of a workspace with their tallies; answers how many. */
export async function deleteSomeGroups(
  tx: Transaction,
  workspaceId: number,
  limit: number,
): Promise<number> {
  const rows = await tx.all<{ id: number }>(sql`
    select group_id as id from link_group
     where workspace_id = ${workspaceId}::bigint
     order by group_id
     limit ${limit}::integer`);
  const ids = rows.map((row) => row.id);
  await tx.run(sql`
    delete from link_group_tally
     where workspace_id = ${workspaceId}::bigint and group_id = any(${ids}::bigint[])`);
  return tx.run(sql`
    delete from link_group
     where workspace_id = ${workspaceId}::bigint and group_id = any(${ids}::bigint[])`);
}
