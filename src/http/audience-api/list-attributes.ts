import Type from "typebox";
import { listAttributes as list } from "../../audience/list-attributes.ts";
import { compileFields } from "../wire/fields.ts";
import { Attribute, encodeAttribute } from "./attribute.ts";
import type { Endpoint } from "./endpoint.ts";
import { success } from "./envelope.ts";
import { answerSchema } from "./fields.ts";

const Query = Type.Object({}, { additionalProperties: false });
const readFields = compileFields(Query);

export const listAttributes: Endpoint = {
  method: "GET",
  path: "/attribute",
  schema: {
    summary: "The attributes of the workspace",
    description: "By name.",
    querystring: Query,
    response: { 200: answerSchema(Type.Array(Attribute)) },
  },
  async answer({ ctx, query }) {
    readFields(query);
    return success((await list(ctx)).map(encodeAttribute));
  },
};
