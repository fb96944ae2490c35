import type { Queryable } from "../db/database.ts";
import type { WebhookSettings } from "./group.ts";
import { findWebhookRows } from "./store/group-webhooks.ts";

/** By number, what those of the groups that there are say of a webhook. */
export async function findGroupWebhooks(
  store: Queryable,
  workspaceId: number,
  groupIds: readonly number[],
): Promise<ReadonlyMap<number, WebhookSettings>> {
  if (groupIds.length === 0) return new Map();
  const rows = await findWebhookRows(store, workspaceId, groupIds);
  return new Map(rows.map(({ groupId, ...webhook }) => [groupId, webhook]));
}
