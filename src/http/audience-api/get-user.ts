import Type from "typebox";
import { parseIdentifierName, parseIdentifierValue } from "../../audience/identity.ts";
import { loadUser, loadUserByIdentity } from "../../audience/load-user.ts";
import type { AudienceContext } from "../../audience/open-writes.ts";
import type { User as StoredUser } from "../../audience/user.ts";
import { Fault } from "../../kit/fault.ts";
import { compileFields } from "../wire/fields.ts";
import type { Endpoint } from "./endpoint.ts";
import { success } from "./envelope.ts";
import { answerSchema, Euid } from "./fields.ts";
import { readUserCall } from "./read-call.ts";
import { encodeUser, User } from "./user.ts";

const Query = Type.Object(
  {
    euid: Type.Optional(Euid),
    identity_name: Type.Optional(
      Type.String({ description: "with identity_value, instead of euid" }),
    ),
    identity_value: Type.Optional(Type.String()),
  },
  { additionalProperties: false },
);

const readFields = compileFields(
  Type.Object({
    euid: Type.Optional(Type.Unknown()),
    identity_name: Type.Optional(Type.Unknown()),
    identity_value: Type.Optional(Type.Unknown()),
  }),
);

export const getUser: Endpoint = {
  method: "GET",
  path: "/user",
  schema: {
    summary: "Everything that is kept of a user",
    description:
      "Date-times read as `YYYY-MM-DD HH:mm:ss` in the workspace's time zone. A merged EUID answers the user it was merged into.",
    querystring: Query,
    response: { 200: answerSchema(User) },
  },
  answer: async ({ ctx, query }) => success(encodeUser(await findUser(ctx, query))),
};

async function findUser(ctx: AudienceContext, query: object): Promise<StoredUser> {
  if (!("identity_name" in query || "identity_value" in query)) {
    return loadUser(ctx, (await readUserCall(ctx, query, readFields)).euid);
  }
  const { euid, identity_name: name, identity_value: value } = readFields(query);
  if (euid !== undefined) {
    const field = name === undefined ? "identity_value" : "identity_name";
    throw new Fault("field_invalid", { field, reason: "not_together", other: "euid" });
  }
  const kind = parseIdentifierName(name);
  const field = "identity_value";
  if (value === undefined) throw new Fault("identifier_empty", { field });
  return loadUserByIdentity(ctx, kind, parseIdentifierValue(value, field));
}
