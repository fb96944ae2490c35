import type { Queryable, Transaction } from "../../db/database.ts";
import { sql } from "../../db/sql.ts";
import type { WebhookTarget } from "../../workspaces/webhook-target.ts";
import type { WebhookSettings } from "../group.ts";

/** What those of the groups that there are say of a webhook. */
export async function findWebhookRows(
  store: Queryable,
  workspaceId: number,
  groupIds: readonly number[],
): Promise<(WebhookSettings & { readonly groupId: number })[]> {
  return store.all(sql`
    select group_id as "groupId", webhook_enabled as enabled, webhook_url as url,
           webhook_metric as metric, webhook_frequency as frequency
      from link_group
     where workspace_id = ${workspaceId}::bigint and group_id = any(${groupIds}::bigint[])
       and deleted_at is null`);
}

/** Where a group's webhook goes, with the secrets that were given out for it. */
export interface GroupTarget extends WebhookTarget {
  readonly groupId: number;
}

/** Of those of the groups that there are. */
export async function findTargetRows(
  store: Queryable,
  workspaceId: number,
  groupIds: readonly number[],
): Promise<GroupTarget[]> {
  return store.all<GroupTarget>(sql`
    select group_id as "groupId", coalesce(webhook_enabled, false) as enabled, webhook_url as url,
           webhook_secret as secret, webhook_previous_secret as "previousSecret",
           webhook_previous_until as "previousUntil"
      from link_group
     where workspace_id = ${workspaceId}::bigint and group_id = any(${groupIds}::bigint[])
       and deleted_at is null`);
}

/** Undefined where it is off already, or there is no such group. */
export async function switchGroupWebhookOff(
  tx: Transaction,
  workspaceId: number,
  groupId: number,
  at: Date,
): Promise<{ readonly url: string; readonly name: string } | undefined> {
  return tx.one<{ url: string; name: string }>(sql`
    update link_group
       set webhook_enabled = false, version = version + 1, updated_at = ${at}::timestamptz
     where workspace_id = ${workspaceId}::bigint and group_id = ${groupId}::bigint
       and webhook_enabled and deleted_at is null
    returning webhook_url as url, name`);
}

/** The old secret goes on signing beside the new one until `previousUntil`. */
export async function saveGroupSecret(
  tx: Transaction,
  change: {
    readonly workspaceId: number;
    readonly groupId: number;
    readonly secret: string;
    readonly previousUntil: Date;
  },
): Promise<void> {
  await tx.run(sql`
    update link_group
       set webhook_previous_secret = webhook_secret,
           webhook_previous_until = ${change.previousUntil}::timestamptz,
           webhook_secret = ${change.secret}::text
     where workspace_id = ${change.workspaceId}::bigint and group_id = ${change.groupId}::bigint`);
}
