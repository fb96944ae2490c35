import type { Context } from "../context.ts";
import { Fault } from "../kit/fault.ts";
import { recordAudit } from "../workspaces/record-audit.ts";
import { readDeliveryNumber } from "./delivery-number.ts";
import { restartDelivery } from "./store/deliveries.ts";
import { webhookName } from "./webhook.ts";

const unknown = () => new Fault("delivery_unknown", { field: "deliveryId" });

export interface RedeliverEvent {
  readonly number: number;
  /** The workspace that it must be of; null: any. */
  readonly whose?: number | null;
}

/** However it ended, or while it waits: a new round of attempts of the same event begins at once. */
export async function redeliverEvent(
  ctx: Context,
  { number, whose = null }: RedeliverEvent,
): Promise<void> {
  const key = readDeliveryNumber(number);
  if (key === null) throw unknown();
  const { workspaceId, clickId } = key;
  if (whose !== null && whose !== workspaceId) throw unknown();
  const workspace = await ctx.workspaces.get(String(workspaceId));
  if (workspace === null || workspace.deletedAt !== null) {
    throw unknown();
  }
  await ctx.db.transaction(async (tx) => {
    const begun = await restartDelivery(tx, key, ctx.clock());
    if (begun === null) throw unknown();
    const { turn, ofGroup, groupId } = begun;
    const webhook = webhookName(workspaceId, ofGroup ? groupId : null);
    recordAudit(ctx, tx, { workspaceId, action: "delivery.redeliver", target: String(number) });
    await ctx.enqueueDeliveries(tx, [
      { job: { workspaceId, clickId, turn }, webhook, startAt: null },
    ]);
  }, "write");
}
