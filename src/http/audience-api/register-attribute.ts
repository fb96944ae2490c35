import Type from "typebox";
import { ATTRIBUTE_TYPES } from "../../audience/attribute.ts";
import { registerAttribute as register } from "../../audience/register-attribute.ts";
import { compileFields } from "../wire/fields.ts";
import { Memo, OneOf } from "../wire/schema.ts";
import { Attribute, encodeAttribute } from "./attribute.ts";
import type { Endpoint } from "./endpoint.ts";
import { success } from "./envelope.ts";
import { answerSchema, WriteHeaders } from "./fields.ts";
import { readObject } from "./read-call.ts";

const Body = Type.Object(
  {
    name: Type.String({ description: "a letter, then up to 63 letters, digits or _" }),
    type: OneOf(...ATTRIBUTE_TYPES),
    description: Type.Optional(Memo(1_000)),
  },
  { additionalProperties: false },
);

const readFields = compileFields(Body);

export const registerAttribute: Endpoint = {
  method: "POST",
  path: "/attribute",
  audited: "attribute.register",
  schema: {
    summary: "Register an attribute before its first value",
    description: "An attribute that has this type already gets the description.",
    headers: WriteHeaders,
    body: Body,
    response: { 200: answerSchema(Attribute) },
  },
  async answer({ ctx, body }) {
    const { name, type, description } = readFields(readObject(body, "body"));
    return success(encodeAttribute(await register(ctx, { name, type, description })));
  },
};
