import Type from "typebox";
import { IDENTIFIERS } from "../../audience/identity.ts";
import { listAllowedIdentities as list } from "../../audience/list-allowed-identities.ts";
import { compileFields } from "../wire/fields.ts";
import { OneOf } from "../wire/schema.ts";
import type { Endpoint } from "./endpoint.ts";
import { success } from "./envelope.ts";
import { answerSchema } from "./fields.ts";

const Query = Type.Object({}, { additionalProperties: false });
const readFields = compileFields(Query);

const Allowed = Type.Object({
  identity_name: OneOf(...IDENTIFIERS.map(({ name }) => name)),
  values: Type.Array(Type.String()),
});

export const listAllowedIdentities: Endpoint = {
  method: "GET",
  path: "/identity/allowed",
  schema: {
    summary: "Ids that are allowed although they look like placeholders",
    description: "One list for each identifier.",
    querystring: Query,
    response: { 200: answerSchema(Type.Array(Allowed)) },
  },
  async answer({ ctx, query }) {
    readFields(query);
    const rows = await list(ctx);
    return success(rows.map(({ kind, values }) => ({ identity_name: kind, values })));
  },
};
