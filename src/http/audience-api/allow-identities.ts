import Type from "typebox";
import { IDENTIFIERS } from "../../audience/identity.ts";
import { replaceAllowedIdentities } from "../../audience/replace-allowed-identities.ts";
import { compileFields } from "../wire/fields.ts";
import { OneOf } from "../wire/schema.ts";
import type { Endpoint } from "./endpoint.ts";
import { SUCCESS } from "./envelope.ts";
import { answerSchema, WriteHeaders } from "./fields.ts";
import { readObject } from "./read-call.ts";

const Body = Type.Object(
  {
    identity_name: OneOf(...IDENTIFIERS.map(({ name }) => name)),
    values: Type.Array(Type.String({ minLength: 1, maxLength: 256 }), {
      maxItems: 100,
      description: "exactly as they are sent; an empty list allows none",
    }),
  },
  { additionalProperties: false },
);

/** Both fields have codes of their own for what is wrong with them. */
const readFields = compileFields(
  Type.Object({
    identity_name: Type.Optional(Type.Unknown()),
    values: Type.Optional(Type.Unknown()),
  }),
);

export const allowIdentities: Endpoint = {
  method: "PUT",
  path: "/identity/allowed",
  audited: "identity.allow",
  schema: {
    summary: "Allow ids that look like placeholders",
    description: "Replaces the list of one identifier.",
    headers: WriteHeaders,
    body: Body,
    response: { 200: answerSchema() },
  },
  async answer({ ctx, body }) {
    const { identity_name: name, values } = readFields(readObject(body, "body"));
    await replaceAllowedIdentities(ctx, { name, values });
    return SUCCESS;
  },
};
