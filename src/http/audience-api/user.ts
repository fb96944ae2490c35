import Type from "typebox";
import { CONTACT_NAMES, isAmbiguous } from "../../audience/contact.ts";
import type { IdentifierName } from "../../audience/identity.ts";
import type { User as StoredUser } from "../../audience/user.ts";
import { OneOf } from "../wire/schema.ts";

const Identifier = Type.Unsafe<string | null>({ type: ["string", "null"] });
const Texts = Type.Record(Type.String(), Type.String());

/** A user on the wire. */
export const User = Type.Object({
  euid: Type.Integer(),
  identifiers: Type.Object({
    user_id: Identifier,
    anonymous_id: Identifier,
    registration_id: Type.Array(Type.String()),
  }),
  contacts: Texts,
  normalized: Type.Unsafe({ ...Texts, description: "phones in E.164, where the number is valid" }),
  ambiguous: Type.Array(OneOf(...CONTACT_NAMES), {
    description: "phones that no reading makes valid, or that could mean two numbers",
  }),
  properties: Type.Record(Type.String(), Type.Unknown()),
  created_at: Type.String({ format: "date-time" }),
  updated_at: Type.String({ format: "date-time" }),
});

export function encodeUser(user: StoredUser) {
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
    ambiguous: contacts.flatMap(([name, contact]) => (isAmbiguous(name, contact) ? [name] : [])),
    properties: Object.fromEntries(user.properties),
    created_at: user.createdAt.toISOString(),
    updated_at: user.updatedAt.toISOString(),
  };
}
