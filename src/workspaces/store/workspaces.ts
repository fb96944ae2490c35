import type { Queryable, Transaction } from "../../db/database.ts";
import { sql } from "../../db/sql.ts";
import type { Language } from "../../kit/language.ts";
import type { Plan } from "../plan.ts";
import type { WebhookTarget } from "../webhook-target.ts";
import type { WebhookFrequency, WebhookMetric, Workspace } from "../workspace.ts";

const FIRST_START = 5_146_003;

interface WorkspaceRow {
  readonly workspace_id: number;
  readonly name: string;
  readonly plan: Plan;
  readonly time_zone: string;
  readonly home_country: string | null;
  readonly locale: Language;
  readonly default_domain: string | null;
  readonly requests_per_minute: number | null;
  readonly requests_per_hour: number | null;
  readonly notify_thresholds: (number | string)[];
  readonly notify_emails: string[];
  readonly unsubscribed_emails: string[];
  readonly webhook_enabled: boolean;
  readonly webhook_url: string | null;
  readonly webhook_metric: WebhookMetric;
  readonly webhook_frequency: WebhookFrequency;
  readonly has_secret: boolean;
  readonly created_at: Date;
  readonly updated_at: Date;
  readonly deleted_at: Date | null;
}

const COLUMNS = sql`
  workspace_id, name, plan, time_zone, home_country, locale, default_domain,
  requests_per_minute, requests_per_hour, notify_thresholds, notify_emails, unsubscribed_emails,
  webhook_enabled, webhook_url, webhook_metric, webhook_frequency,
  webhook_secret is not null as has_secret, created_at, updated_at, deleted_at`;

function toWorkspace(row: WorkspaceRow): Workspace {
  const { requests_per_minute: perMinute, requests_per_hour: perHour } = row;
  return {
    id: row.workspace_id,
    name: row.name,
    plan: row.plan,
    timeZone: row.time_zone,
    homeCountry: row.home_country,
    locale: row.locale,
    defaultDomain: row.default_domain,
    rateLimit: perMinute === null || perHour === null ? null : { perMinute, perHour },
    // The driver reads an array of bigint as texts.
    notifyThresholds: row.notify_thresholds.map(Number),
    notifyEmails: row.notify_emails,
    unsubscribedEmails: row.unsubscribed_emails,
    webhook: {
      enabled: row.webhook_enabled,
      url: row.webhook_url,
      metric: row.webhook_metric,
      frequency: row.webhook_frequency,
      hasSecret: row.has_secret,
    },
    createdAt: row.created_at,
    updatedAt: row.updated_at,
    deletedAt: row.deleted_at,
  };
}

/** Deleted ones too: their keys must say so. */
export async function findWorkspaceRow(
  store: Queryable,
  id: number,
): Promise<Workspace | undefined> {
  const row = await store.one<WorkspaceRow>(sql`
    select ${COLUMNS} from workspace where workspace_id = ${id}::bigint`);
  return row && toWorkspace(row);
}

export async function lockWorkspace(tx: Transaction, id: number): Promise<Workspace | undefined> {
  const row = await tx.one<WorkspaceRow>(sql`
    select ${COLUMNS} from workspace
     where workspace_id = ${id}::bigint and deleted_at is null
       for update`);
  return row && toWorkspace(row);
}

/** An operator's list over all workspaces, oldest first. */
export async function listWorkspaceRows(store: Queryable): Promise<Workspace[]> {
  const rows = await store.all<WorkspaceRow>(sql`
    select ${COLUMNS} from workspace where deleted_at is null order by workspace_id`);
  return rows.map(toWorkspace);
}

export async function nextWorkspaceId(store: Queryable): Promise<number> {
  const row = await store.one<{ id: number }>(sql`select nextval('workspace_number') as id`);
  if (row === undefined) throw new Error("no workspace number");
  return row.id;
}

export async function insertWorkspace(tx: Transaction, workspace: Workspace): Promise<void> {
  const { webhook } = workspace;
  await tx.run(sql`
    insert into workspace (
      workspace_id, name, plan, time_zone, home_country, locale, default_domain,
      requests_per_minute, requests_per_hour, notify_thresholds, notify_emails, unsubscribed_emails,
      webhook_enabled, webhook_url, webhook_metric, webhook_frequency, created_at, updated_at
    ) values (
      ${workspace.id}::bigint, ${workspace.name}::text, ${workspace.plan}::text,
      ${workspace.timeZone}::text, ${workspace.homeCountry}::text, ${workspace.locale}::text,
      ${workspace.defaultDomain}::text, ${workspace.rateLimit?.perMinute ?? null}::integer,
      ${workspace.rateLimit?.perHour ?? null}::integer, ${workspace.notifyThresholds}::bigint[],
      ${workspace.notifyEmails}::text[], ${workspace.unsubscribedEmails}::text[], ${webhook.enabled}::boolean, ${webhook.url}::text,
      ${webhook.metric}::text, ${webhook.frequency}::integer,
      ${workspace.createdAt}::timestamptz, ${workspace.updatedAt}::timestamptz
    )`);
}

/** Everything but the webhook's secret, which only {@link saveWebhookSecret} writes. */
export async function saveWorkspace(tx: Transaction, workspace: Workspace): Promise<void> {
  const { webhook } = workspace;
  await tx.run(sql`
    update workspace
       set name = ${workspace.name}::text,
           plan = ${workspace.plan}::text,
           time_zone = ${workspace.timeZone}::text,
           home_country = ${workspace.homeCountry}::text,
           locale = ${workspace.locale}::text,
           default_domain = ${workspace.defaultDomain}::text,
           requests_per_minute = ${workspace.rateLimit?.perMinute ?? null}::integer,
           requests_per_hour = ${workspace.rateLimit?.perHour ?? null}::integer,
           notify_thresholds = ${workspace.notifyThresholds}::bigint[],
           notify_emails = ${workspace.notifyEmails}::text[],
           unsubscribed_emails = ${workspace.unsubscribedEmails}::text[],
           webhook_enabled = ${webhook.enabled}::boolean,
           webhook_url = ${webhook.url}::text,
           webhook_metric = ${webhook.metric}::text,
           webhook_frequency = ${webhook.frequency}::integer,
           updated_at = ${workspace.updatedAt}::timestamptz,
           deleted_at = ${workspace.deletedAt}::timestamptz
     where workspace_id = ${workspace.id}::bigint`);
}

/** Where there was a secret, it goes on signing beside the new one until `previousUntil`. */
export async function saveWebhookSecret(
  tx: Transaction,
  change: {
    readonly workspaceId: number;
    readonly secret: string;
    readonly previousUntil: Date | null;
  },
): Promise<void> {
  await tx.run(sql`
    update workspace
       set webhook_previous_secret = webhook_secret,
           webhook_previous_until = ${change.previousUntil}::timestamptz,
           webhook_secret = ${change.secret}::text
     where workspace_id = ${change.workspaceId}::bigint`);
}

/** Where the global webhook goes; undefined where the workspace is gone. */
export async function findTargetRow(
  store: Queryable,
  id: number,
): Promise<WebhookTarget | undefined> {
  return store.one<WebhookTarget>(sql`
    select webhook_enabled as enabled, webhook_url as url, webhook_secret as secret,
           webhook_previous_secret as "previousSecret", webhook_previous_until as "previousUntil"
      from workspace
     where workspace_id = ${id}::bigint and deleted_at is null`);
}

/** False where it is off already, or the workspace is gone. */
export async function switchWebhookOff(
  tx: Transaction,
  id: number,
  at: Date,
): Promise<{ readonly url: string } | undefined> {
  return tx.one<{ url: string }>(sql`
    update workspace set webhook_enabled = false, updated_at = ${at}::timestamptz
     where workspace_id = ${id}::bigint and webhook_enabled and deleted_at is null
    returning webhook_url as url`);
}

/** Held until the transaction ends: of several nodes that start at once, one goes on. */
export async function lockFirstStart(tx: Transaction): Promise<void> {
  await tx.run(sql`select pg_advisory_xact_lock(${FIRST_START}::bigint)`);
}

/** Counts deleted ones too. */
export async function hasWorkspace(store: Queryable): Promise<boolean> {
  return (await store.one(sql`select workspace_id from workspace limit 1`)) !== undefined;
}

/** Nothing stays of a deleted workspace but its number, which its keys still lead to. */
export async function blankWorkspace(tx: Transaction, id: number): Promise<void> {
  await tx.run(sql`
    update workspace
       set name = '', home_country = null, default_domain = null, notify_emails = '{}',
           unsubscribed_emails = '{}',
           webhook_enabled = false, webhook_url = null, webhook_secret = null,
           webhook_previous_secret = null, webhook_previous_until = null
     where workspace_id = ${id}::bigint and deleted_at is not null`);
}
