import Type from "typebox";
import { listDeliveries } from "../../notifications/list-deliveries.ts";
import { redeliverEvent } from "../../notifications/redeliver-event.ts";
import { success } from "../envelope.ts";
import { answers, Nothing } from "../wire/answer.ts";
import { fieldsOf } from "../wire/body.ts";
import { DeliveryRow, DeliveryStatus, encodeDelivery } from "../wire/delivery-row.ts";
import { compileFields } from "../wire/fields.ts";
import { Idx } from "../wire/moment.ts";
import { PagedOf, Pages, pageAt, paged } from "../wire/paging.ts";
import type { Resource } from "./wire.ts";

const ListQuery = Type.Object(
  { workspaceIdx: Idx, status: Type.Optional(DeliveryStatus), pages: Type.Optional(Pages) },
  { additionalProperties: false },
);
const RedeliverBody = Type.Object({ deliveryIdx: Idx }, { additionalProperties: false });
const readList = compileFields(ListQuery, { query: true });
const readRedeliver = compileFields(RedeliverBody);

/** What came of the events of webhooks. */
export const deliveries: Resource = (app, context) => {
  const path = "/v1/deliveries";

  app.get(
    path,
    {
      schema: {
        summary: "List the deliveries of a workspace's webhook events, the newest first",
        querystring: ListQuery,
        response: answers(PagedOf(DeliveryRow)),
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
      const rows = some.map((delivery) => encodeDelivery(delivery, workspace));
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
