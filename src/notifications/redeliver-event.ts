import type { Context } from "../context.ts";
import { Fault } from "../kit/fault.ts";
import { readDeliveryNumber } from "./delivery-number.ts";
import { restartDelivery } from "./store/deliveries.ts";
import { webhookName } from "./webhook.ts";

const UNKNOWN = { field: "deliveryId" };

/** However it ended, or while it waits: a new round of attempts of the same event begins at once. */
export async function redeliverEvent(ctx: Context, number: number): Promise<void> {
  const key = readDeliveryNumber(number);
  if (key === null) throw new Fault("delivery_unknown", UNKNOWN);
  const { workspaceId, clickId } = key;
  const workspace = await ctx.workspaces.get(String(workspaceId));
  if (workspace === null || workspace.deletedAt !== null) {
    throw new Fault("delivery_unknown", UNKNOWN);
  }
  await ctx.db.transaction(async (tx) => {
    const begun = await restartDelivery(tx, key, ctx.clock());
    if (begun === null) throw new Fault("delivery_unknown", UNKNOWN);
    const { turn, ofGroup, groupId } = begun;
    const webhook = webhookName(workspaceId, ofGroup ? groupId : null);
    await ctx.enqueueDeliveries(tx, [
      { job: { workspaceId, clickId, turn }, webhook, startAt: null },
    ]);
  }, "write");
}
