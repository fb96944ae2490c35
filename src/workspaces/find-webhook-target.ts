import type { Queryable } from "../db/database.ts";
import { findTargetRow } from "./store/workspaces.ts";
import type { WebhookTarget } from "./webhook-target.ts";

/** As it stands in the store, for whoever sends: the global webhook; undefined where the workspace is gone. */
export function findWebhookTarget(
  store: Queryable,
  workspaceId: number,
): Promise<WebhookTarget | undefined> {
  return findTargetRow(store, workspaceId);
}
