import type { Context } from "../context.ts";
import { deleteSettledEvents } from "./store/deliveries.ts";

const KEPT_MS = 30 * 86_400_000;
const BATCH = 1_000;

/** Delivered and dead ones are listed for 30 days; true: there may be more to delete. */
export async function deleteOldDeliveries(
  { db, clock }: Pick<Context, "db" | "clock">,
  workspaceId: number,
): Promise<boolean> {
  const before = new Date(clock().getTime() - KEPT_MS);
  const deleted = await db.transaction(
    (tx) => deleteSettledEvents(tx, workspaceId, { before, most: BATCH }),
    "background",
  );
  return deleted === BATCH;
}
