import Type from "typebox";
import { eraseUser } from "../../audience/erase-user.ts";
import { compileFields } from "../wire/fields.ts";
import type { Endpoint } from "./endpoint.ts";
import { SUCCESS } from "./envelope.ts";
import { answerSchema, Euid, WriteHeaders } from "./fields.ts";
import { readUserCall } from "./read-call.ts";

const Query = Type.Object({ euid: Euid }, { additionalProperties: false });

const readFields = compileFields(Type.Object({ euid: Type.Optional(Type.Unknown()) }));

export const deleteUser: Endpoint = {
  method: "DELETE",
  path: "/user",
  audited: "person.erase",
  schema: {
    summary: "Erase a user",
    description:
      "With its identifiers, contacts, properties, events, history, and what links clicks to it. A merged EUID erases the user it was merged into.",
    headers: WriteHeaders,
    querystring: Query,
    response: { 200: answerSchema() },
  },
  async answer({ ctx, query }) {
    const { euid } = await readUserCall(ctx, query, readFields);
    await eraseUser(ctx, euid);
    return SUCCESS;
  },
};
