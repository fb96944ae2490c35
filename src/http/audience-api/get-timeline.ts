import Type from "typebox";
import { type Entry, listTimeline } from "../../audience/list-timeline.ts";
import { encodeCursor, type Place, parseCursor } from "../../audience/timeline.ts";
import { compileFields } from "../wire/fields.ts";
import type { Endpoint } from "./endpoint.ts";
import { success } from "./envelope.ts";
import { answerSchema, Euid } from "./fields.ts";
import { readUserCall } from "./read-call.ts";

const USUAL_LIMIT = 50;

const Limit = Type.Integer({ minimum: 1, maximum: 200, description: "50 where it is left out" });
const Before = Type.String({ description: "`before` of the page with newer items" });

const Query = Type.Object(
  { euid: Euid, before: Type.Optional(Before), limit: Type.Optional(Limit) },
  { additionalProperties: false },
);

/** All but `euid`, which is read before. */
const readFields = compileFields(
  Type.Object({
    euid: Type.Unsafe<unknown>({}),
    before: Type.Optional(Before),
    limit: Type.Optional(Limit),
  }),
  { query: true },
);

const Item = Type.Object({
  type: Type.String({ description: "event, click, change or merge" }),
  at: Type.String({ format: "date-time" }),
});

export const getTimeline: Endpoint = {
  method: "GET",
  path: "/user/timeline",
  schema: {
    summary: "What a user did and what became of it",
    description:
      "Events, clicks of personal links, changes of properties and contacts, and merges, newest first. Contacts are masked. A page may hold fewer items than `limit`; `before` is null on the last one.",
    querystring: Query,
    response: {
      200: answerSchema(
        Type.Object({
          items: Type.Array(Item),
          before: Type.Unsafe<string | null>({ type: ["string", "null"] }),
        }),
      ),
    },
  },
  async answer({ ctx, query }) {
    const { euid, fields } = await readUserCall(ctx, query, (sent) => {
      const { before, limit = USUAL_LIMIT } = readFields(sent);
      return { after: before === undefined ? null : parseCursor(before, "before"), limit };
    });
    const { items, last } = await listTimeline(ctx, { euid, ...fields });
    return success({
      items: items.map(encodeItem),
      before: last === null ? null : encodeCursor(last),
    });
  },
};

function encodeItem(item: Entry & { readonly place: Place }) {
  const { type } = item;
  const head = { type, at: new Date(item.place.atMs).toISOString() };
  switch (item.type) {
    case "event": {
      const { name, properties, appKey, source } = item;
      return { ...head, name, properties, app_key: appKey, source };
    }
    case "click": {
      const { link, group, groupId, country, device, referrer } = item;
      const properties = { link, group, group_id: groupId, country, device, referrer };
      return { ...head, name: "link_click", properties };
    }
    case "change": {
      const { operation, old, new: now, source } = item;
      const subject =
        item.operation === "contact" ? { name: item.name } : { attribute: item.attribute };
      return { ...head, ...subject, operation, old, new: now, source };
    }
    case "merge":
      return { ...head, euid: item.euid, left_out: item.leftOut };
  }
}
