import Type from "typebox";
import { lockAttributeRegistry } from "../../audience/lock-attribute-registry.ts";
import { compileFields } from "../wire/fields.ts";
import type { Endpoint } from "./endpoint.ts";
import { SUCCESS } from "./envelope.ts";
import { answerSchema, WriteHeaders } from "./fields.ts";
import { readObject } from "./read-call.ts";

const Body = Type.Object(
  { locked: Type.Boolean({ description: "true: names that are not registered are refused" }) },
  { additionalProperties: false },
);

const readFields = compileFields(Body);

export const lockRegistry: Endpoint = {
  method: "PUT",
  path: "/attribute/registry",
  audited: "attribute.lock-registry",
  schema: {
    summary: "Lock or unlock the attribute registry",
    description: "A locked registry takes no new names.",
    headers: WriteHeaders,
    body: Body,
    response: { 200: answerSchema() },
  },
  async answer({ ctx, body }) {
    const { locked } = readFields(readObject(body, "body"));
    await lockAttributeRegistry(ctx, locked);
    return SUCCESS;
  },
};
