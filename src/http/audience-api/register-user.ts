import Type, { type Static } from "typebox";
import { IDENTIFIERS } from "../../audience/identity.ts";
import { register } from "../../audience/register.ts";
import { compileFields } from "../wire/fields.ts";
import { OneOf } from "../wire/schema.ts";
import type { Endpoint } from "./endpoint.ts";
import { success } from "./envelope.ts";
import { answerSchema, WriteHeaders } from "./fields.ts";
import { readObject } from "./read-call.ts";

const Body = Type.Object(
  {
    identity_name: OneOf(...IDENTIFIERS.map(({ name }) => name)),
    identity_values: Type.Array(Type.String({ minLength: 1, maxLength: 256 }), {
      minItems: 1,
      maxItems: 100,
    }),
  },
  { additionalProperties: false },
);

const RegisteredUser = Type.Object({ identity_value: Type.String(), euid: Type.Integer() });
type RegisteredUser = Static<typeof RegisteredUser>;

/** Both fields have codes of their own for what is wrong with them. */
const readFields = compileFields(
  Type.Object({
    identity_name: Type.Optional(Type.Unknown()),
    identity_values: Type.Optional(Type.Unknown()),
  }),
);

export const registerUser: Endpoint = {
  method: "POST",
  path: "/user/register",
  audited: "person.register",
  schema: {
    summary: "Find or make the users of identifiers",
    description: "One EUID for each value, in the order sent; unknown values make new users.",
    headers: WriteHeaders,
    body: Body,
    response: {
      200: answerSchema(Type.Array(RegisteredUser)),
    },
  },
  kept: {
    without: (data) => (data as readonly RegisteredUser[]).map(({ euid }) => euid),
    restore: (kept, body) => {
      const { identity_values: values } = body as { readonly identity_values: readonly string[] };
      return (kept as readonly number[]).map((euid, at) => ({ identity_value: values[at], euid }));
    },
  },
  async answer({ ctx, body }) {
    const fields = readFields(readObject(body, "body"));
    const { identity_name: name, identity_values: values } = fields;
    const registered = await register(ctx, { name, values, field: "identity_values" });
    return success(
      registered.map(({ value, euid }): RegisteredUser => ({ identity_value: value, euid })),
    );
  },
};
