import { changeProperties } from "../../audience/change-properties.ts";
import type { Endpoint } from "./endpoint.ts";
import { accepted } from "./envelope.ts";
import { itemsAnswerSchema, WriteHeaders } from "./fields.ts";
import { PropertyBody, readOperation } from "./property-call.ts";
import { readUserCall } from "./read-call.ts";

export const changeProperty: Endpoint = {
  method: "POST",
  path: "/user/property",
  audited: "person.change-properties",
  schema: {
    summary: "Change properties of a user",
    description: "Sets, sets once, increases, adds to, removes from or deletes properties.",
    headers: WriteHeaders,
    body: PropertyBody,
    response: { 200: itemsAnswerSchema() },
  },
  async answer({ ctx, body, language }) {
    const { euid, fields: operation } = await readUserCall(ctx, body, readOperation);
    return accepted(await changeProperties(ctx, { euid, operation }), language);
  },
};
