import type { Queryable } from "../db/database.ts";
import type { WebhookTarget } from "../workspaces/webhook-target.ts";
import { findTargetRows } from "./store/group-webhooks.ts";

/** By number, where the webhooks of those of the groups go that there are. */
export async function findGroupTargets(
  store: Queryable,
  workspaceId: number,
  groupIds: readonly number[],
): Promise<ReadonlyMap<number, WebhookTarget>> {
  if (groupIds.length === 0) return new Map();
  const rows = await findTargetRows(store, workspaceId, groupIds);
  return new Map(rows.map(({ groupId, ...target }) => [groupId, target]));
}
