import Type, { type Static } from "typebox";
import { DELIVERY_STATUSES, type Delivery } from "../../notifications/delivery.ts";
import { deliveryNumber } from "../../notifications/delivery-number.ts";
import type { Workspace } from "../../workspaces/workspace.ts";
import { Idx, Moment, moment } from "./moment.ts";
import { Nullable, OneOf } from "./schema.ts";

export const DeliveryStatus = OneOf(...DELIVERY_STATUSES);

export const DeliveryRow = Type.Object({
  deliveryIdx: Idx,
  eventId: Type.String(),
  grpIdx: Nullable(Type.Integer({ description: "the group at the click" })),
  linkId: Type.String(),
  domain: Type.String(),
  callbackUrl: Nullable(
    Type.String({ description: "where the last attempt went; null: none was made" }),
  ),
  status: DeliveryStatus,
  attempts: Type.Integer(),
  lastStatus: Nullable(Type.Integer({ description: "HTTP; null: no answer came" })),
  lastError: Nullable(Type.String()),
  regYmdt: Moment,
  nextYmdt: Nullable(Moment),
});

export function encodeDelivery(
  delivery: Delivery,
  workspace: Workspace,
): Static<typeof DeliveryRow> {
  const { registeredAt, nextAt } = delivery;
  return {
    deliveryIdx: deliveryNumber(delivery),
    eventId: delivery.eventId,
    grpIdx: delivery.groupId,
    linkId: delivery.slug,
    domain: delivery.origin,
    callbackUrl: delivery.url,
    status: delivery.status,
    attempts: delivery.attempts,
    lastStatus: delivery.lastStatus,
    lastError: delivery.lastError,
    regYmdt: moment(registeredAt, workspace),
    nextYmdt: nextAt && moment(nextAt, workspace),
  };
}
