import Type from "typebox";
import { identifyUser as identify } from "../../audience/identify-user.ts";
import { compileFields } from "../wire/fields.ts";
import type { Endpoint } from "./endpoint.ts";
import { success } from "./envelope.ts";
import { answerSchema, WriteHeaders } from "./fields.ts";
import { type Fields, readObject } from "./read-call.ts";

const Value = Type.String({ minLength: 1, maxLength: 256 });

const Body = Type.Object(
  {
    identities: Type.Object(
      {
        user_id: Type.Optional(Value),
        anonymous_id: Type.Optional(Value),
        registration_id: Type.Optional(
          Type.Unsafe<string | string[]>({
            type: ["string", "array"],
            items: Value,
            description: "one, or a list",
          }),
        ),
      },
      { minProperties: 1, additionalProperties: false },
    ),
  },
  { additionalProperties: false },
);

/** The identities have codes of their own for what is wrong with them. */
const readFields = compileFields(Type.Object({ identities: Type.Unsafe<Fields>({}) }));

export const identifyUser: Endpoint = {
  method: "POST",
  path: "/user/identify",
  audited: "person.identify",
  schema: {
    summary: "Say which identifiers are one person's",
    description:
      "The first that is known, by priority, gives the user; unknown ones are attached to it, and users found by the others are merged into it unless they are somebody else.",
    headers: WriteHeaders,
    body: Body,
    response: {
      200: answerSchema(
        Type.Object({
          euid: Type.Integer(),
          created: Type.Boolean(),
          merged: Type.Array(Type.Integer(), { description: "EUIDs that lead to this one since" }),
        }),
      ),
    },
  },
  async answer({ ctx, body }) {
    const { identities } = readFields(readObject(body, "body"));
    return success(await identify(ctx, readObject(identities, "identities")));
  },
};
