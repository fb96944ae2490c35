import Type, { type Static } from "typebox";
import { DELIVERY_STATUSES, type Delivery } from "../../notifications/delivery.ts";
import { deliveryNumber } from "../../notifications/delivery-number.ts";
import { listDeliveries } from "../../notifications/list-deliveries.ts";
import { redeliverEvent } from "../../notifications/redeliver-event.ts";
import type { Workspace } from "../../workspaces/workspace.ts";
import { success } from "../envelope.ts";
import { answers, Nothing } from "../wire/answer.ts";
import { fieldsOf } from "../wire/body.ts";
import { compileFields } from "../wire/fields.ts";
import { PagedOf, Pages, pageAt, paged } from "../wire/paging.ts";
import { Nullable, OneOf } from "../wire/schema.ts";
import { Idx, Moment, moment, type Resource } from "./wire.ts";

const Status = OneOf(...DELIVERY_STATUSES);
const ListQuery = Type.Object(
  { workspaceIdx: Idx, status: Type.Optional(Status), pages: Type.Optional(Pages) },
  { additionalProperties: false },
);
const RedeliverBody = Type.Object({ deliveryIdx: Idx }, { additionalProperties: false });
const readList = compileFields(ListQuery, { query: true });
const readRedeliver = compileFields(RedeliverBody);

const Row = Type.Object({
  deliveryIdx: Idx,
  eventId: Type.String(),
  grpIdx: Nullable(Type.Integer({ description: "the group at the click" })),
  linkId: Type.String(),
  domain: Type.String(),
  callbackUrl: Nullable(
    Type.String({ description: "where the last attempt went; null: none was made" }),
  ),
  status: Status,
  attempts: Type.Integer(),
  lastStatus: Nullable(Type.Integer({ description: "HTTP; null: no answer came" })),
  lastError: Nullable(Type.String()),
  regYmdt: Moment,
  nextYmdt: Nullable(Moment),
});

/** What came of the events of webhooks. */
export const deliveries: Resource = (app, context) => {
  const path = "/v1/deliveries";

  app.get(
    path,
    {
      schema: {
        summary: "List the deliveries of a workspace's webhook events, the newest first",
        querystring: ListQuery,
        response: answers(PagedOf(Row)),
      },
    },
    async ({ query }) => {
      const { workspaceIdx, status = null, pages = 1 } = readList(query as object);
      const {
        workspace,
        deliveries: some,
        total,
      } = await listDeliveries(context, {
        workspaceId: workspaceIdx,
        status,
        page: pageAt(pages),
      });
      const rows = some.map((delivery) => encode(delivery, workspace));
      return success(paged(rows, pages, total));
    },
  );

  app.post(
    `${path}/redeliver`,
    {
      schema: {
        summary: "Send an event again, with a new round of attempts",
        body: RedeliverBody,
        response: answers(Nothing),
      },
    },
    async ({ body }) => {
      await redeliverEvent(context, { number: readRedeliver(fieldsOf(body)).deliveryIdx });
      return success(null);
    },
  );
};

function encode(delivery: Delivery, workspace: Workspace): Static<typeof Row> {
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
