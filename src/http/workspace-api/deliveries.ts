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
import type { Resource } from "./api.ts";

const ListQuery = Type.Object(
  { status: Type.Optional(DeliveryStatus), pages: Type.Optional(Pages) },
  { additionalProperties: false },
);
const RedeliverBody = Type.Object({ deliveryIdx: Idx }, { additionalProperties: false });
const readList = compileFields(ListQuery, { query: true });
const readRedeliver = compileFields(RedeliverBody);

const tags = ["deliveries"];

/** What came of the events of webhooks. */
export const deliveries: Resource = (app, acting) => {
  const path = "/v1/deliveries";

  app.get(
    path,
    {
      config: { needs: "viewer" },
      schema: {
        summary: "List the deliveries of webhook events, the newest first",
        tags,
        querystring: ListQuery,
        response: answers(PagedOf(DeliveryRow)),
      },
    },
    async (request) => {
      const { ctx } = acting(request);
      const { status = null, pages = 1 } = readList(request.query as object);
      const workspaceId = ctx.workspace.id;
      const listed = await listDeliveries(ctx, { workspaceId, status, page: pageAt(pages) });
      const rows = listed.deliveries.map((each) => encodeDelivery(each, listed.workspace));
      return success(paged(rows, pages, listed.total));
    },
  );

  app.post(
    `${path}/redeliver`,
    {
      config: { needs: "editor" },
      schema: {
        summary: "Send an event again, with a new round of attempts",
        tags,
        body: RedeliverBody,
        response: answers(Nothing),
      },
    },
    async (request) => {
      const { ctx } = acting(request);
      const { deliveryIdx } = readRedeliver(fieldsOf(request.body));
      await redeliverEvent(ctx, { number: deliveryIdx, whose: ctx.workspace.id });
      return success(null);
    },
  );
};
