import Type from "typebox";
import {
  type IdentifierName,
  parseEuid,
  parseIdentifierName,
  parseIdentifierValue,
} from "../../audience/identity.ts";
import { loadUser, loadUserByIdentity, type User } from "../../audience/load-user.ts";
import type { AudienceContext } from "../../audience/open-writes.ts";
import { Fault } from "../../kit/fault.ts";
import { compileFields } from "../wire/fields.ts";
import type { Endpoint } from "./endpoint.ts";
import { success } from "./envelope.ts";
import { answerSchema, Euid } from "./fields.ts";

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

const Identifier = Type.Unsafe<string | null>({ type: ["string", "null"] });
const Texts = Type.Record(Type.String(), Type.String());

const Data = Type.Object({
  euid: Type.Integer(),
  identifiers: Type.Object({
    user_id: Identifier,
    anonymous_id: Identifier,
    registration_id: Type.Array(Type.String()),
  }),
  contacts: Texts,
  normalized: Type.Unsafe({ ...Texts, description: "phones in E.164, where the number is valid" }),
  properties: Type.Record(Type.String(), Type.Unknown()),
  created_at: Type.String({ format: "date-time" }),
  updated_at: Type.String({ format: "date-time" }),
});

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
    description: "Date-times read as `YYYY-MM-DD HH:mm:ss` in the workspace's time zone.",
    querystring: Query,
    response: { 200: answerSchema(Data) },
  },
  answer: async ({ ctx, query }) => success(encodeUser(await findUser(ctx, query))),
};

async function findUser(ctx: AudienceContext, query: object): Promise<User> {
  const { euid, identity_name: name, identity_value: value } = readFields(query);
  if (name === undefined && value === undefined) return loadUser(ctx, parseEuid(euid));
  if (euid !== undefined) {
    const field = name === undefined ? "identity_value" : "identity_name";
    throw new Fault("field_invalid", { field, reason: "not_together", other: "euid" });
  }
  const kind = parseIdentifierName(name);
  const field = "identity_value";
  if (value === undefined) throw new Fault("identifier_empty", { field });
  return loadUserByIdentity(ctx, kind, parseIdentifierValue(value, field));
}

function encodeUser(user: User) {
  const contacts = [...user.contacts];
  const valuesOf = (name: IdentifierName) =>
    user.identifiers.filter(({ kind }) => kind === name).map(({ value }) => value);
  return {
    euid: user.euid,
    identifiers: {
      user_id: valuesOf("user_id")[0] ?? null,
      anonymous_id: valuesOf("anonymous_id")[0] ?? null,
      registration_id: valuesOf("registration_id"),
    },
    contacts: Object.fromEntries(contacts.map(([name, { raw }]) => [name, raw])),
    normalized: Object.fromEntries(
      contacts.flatMap(([name, { normalized }]) =>
        normalized === null ? [] : [[name, normalized]],
      ),
    ),
    properties: Object.fromEntries(user.properties),
    created_at: user.createdAt.toISOString(),
    updated_at: user.updatedAt.toISOString(),
  };
}
