import Type from "typebox";
import {
  type Event,
  parseEventName,
  parseEventProperties,
  parseEventTime,
  parseRandomId,
} from "../../audience/event.ts";
import { reportEvents as report } from "../../audience/report-events.ts";
import { compileFields } from "../wire/fields.ts";
import type { Endpoint } from "./endpoint.ts";
import { accepted } from "./envelope.ts";
import { Euid, itemsAnswerSchema, WriteHeaders } from "./fields.ts";
import { type Fields, readObject, readUserItems } from "./read-call.ts";

const MOST_EVENTS = 100;

const AppKey = Type.String({ minLength: 1, maxLength: 256, description: "the reporting app" });

const EventBody = Type.Object(
  {
    euid: Euid,
    event_name: Type.String({ description: "a-z, then up to 63 of a-z, 0-9 and _" }),
    itime: Type.Integer({ description: "epoch milliseconds, from 2000-01-01 to 24 hours ahead" }),
    random_id: Type.Optional(
      Type.String({ maxLength: 64, description: "the user has an event with this id only once" }),
    ),
    properties: Type.Optional(
      Type.Unsafe<Fields>({
        type: "object",
        maxProperties: 500,
        description: "by name: text up to 1,000 characters, number, boolean or list of texts",
      }),
    ),
  },
  { additionalProperties: false },
);

const Body = Type.Object(
  {
    app_key: Type.Optional(AppKey),
    data: Type.Array(EventBody, { minItems: 1, maxItems: MOST_EVENTS }),
  },
  { additionalProperties: false },
);

/** The events themselves are each read, and refused, for themselves. */
const readFields = compileFields(
  Type.Object({
    app_key: Type.Optional(Type.Unsafe<string>({ ...AppKey, format: "line" })),
    data: Type.Unsafe<readonly unknown[]>({ type: "array", minItems: 1, maxItems: MOST_EVENTS }),
  }),
);

const readEventFields = compileFields(
  Type.Object({
    euid: Type.Unsafe<unknown>({}),
    event_name: Type.Optional(Type.Unknown()),
    itime: Type.Optional(Type.Unknown()),
    random_id: Type.Optional(Type.Unknown()),
    properties: Type.Optional(Type.Unsafe<Fields>({ type: "object" })),
  }),
);

export const reportEvents: Endpoint = {
  method: "POST",
  path: "/event/report",
  audited: "person.report-events",
  schema: {
    summary: "Report what users did",
    description: "Each event is kept or refused for itself; a refusal is named by its index.",
    headers: WriteHeaders,
    body: Body,
    response: { 200: itemsAnswerSchema() },
  },
  async answer({ ctx, body, language }) {
    const { app_key: appKey = null, data } = readFields(readObject(body, "body"));
    const now = ctx.clock();
    const events = await readUserItems(ctx, { items: data, field: "data" }, (euid, fields) =>
      readEvent(euid, fields, now),
    );
    return accepted(await report(ctx, { appKey, events }), language);
  },
};

function readEvent(euid: number, fields: Fields, now: Date): Event {
  const { event_name: name, itime, random_id: randomId, properties } = readEventFields(fields);
  return {
    euid,
    name: parseEventName(name),
    occurredAt: parseEventTime(itime, now),
    randomId: parseRandomId(randomId),
    properties: parseEventProperties(readObject(properties ?? {}, "properties")),
  };
}
