import type { Context } from "../context.ts";
import { loadWorkspace } from "../workspaces/load-workspace.ts";
import type { Workspace } from "../workspaces/workspace.ts";
import type { Delivery, DeliveryStatus } from "./delivery.ts";
import { countDeliveryRows, listDeliveryRows } from "./store/deliveries.ts";

export interface ListDeliveries {
  readonly workspaceId: number;
  /** Null: all. */
  readonly status: DeliveryStatus | null;
  readonly page: { readonly limit: number; readonly offset: number };
}

/** The newest first. */
export async function listDeliveries(
  ctx: Context,
  { workspaceId, status, page }: ListDeliveries,
): Promise<{
  readonly workspace: Workspace;
  readonly deliveries: readonly Delivery[];
  readonly total: number;
}> {
  const workspace = await loadWorkspace(ctx, workspaceId);
  const [deliveries, total] = await Promise.all([
    listDeliveryRows(ctx.db, workspaceId, status, page),
    countDeliveryRows(ctx.db, workspaceId, status),
  ]);
  return { workspace, deliveries, total };
}
