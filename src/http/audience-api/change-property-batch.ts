import Type from "typebox";
import { type ChangeProperties, changeManyProperties } from "../../audience/change-properties.ts";
import type { Accepted, Word } from "../../audience/writes.ts";
import { Fault } from "../../kit/fault.ts";
import type { Language } from "../../kit/language.ts";
import { compileFields } from "../wire/fields.ts";
import type { Endpoint } from "./endpoint.ts";
import { accepted, acceptedMany, type Envelope, failure } from "./envelope.ts";
import { itemsAnswerSchema, WriteHeaders } from "./fields.ts";
import { PropertyBody, readOperation } from "./property-call.ts";
import { readObject, readUserItems } from "./read-call.ts";

const MOST_ITEMS = 1_000;
const BODY_LIMIT = 8 * 1024 * 1024;

const Body = Type.Object(
  { items: Type.Array(PropertyBody, { minItems: 1, maxItems: MOST_ITEMS }) },
  { additionalProperties: false },
);

/** The items themselves are each read, and refused, for themselves. */
const readFields = compileFields(
  Type.Object({
    items: Type.Unsafe<readonly unknown[]>({ type: "array", minItems: 1, maxItems: MOST_ITEMS }),
  }),
);

export const changePropertyBatch: Endpoint = {
  method: "POST",
  path: "/user/property/batch",
  audited: "person.change-properties",
  bodyLimit: BODY_LIMIT,
  lane: "read",
  schema: {
    summary: "Change properties of many users",
    description: "Calls of `/v1/user/property`, applied in order in one transaction.",
    headers: WriteHeaders,
    body: Body,
    response: {
      200: itemsAnswerSchema(Type.Object({ results: Type.Array(itemsAnswerSchema()) })),
    },
  },
  async answer({ ctx, body, language }) {
    const { items } = readFields(readObject(body, "body"));
    const read = await readUserItems(ctx, { items, field: "items" }, (euid, fields) => ({
      euid,
      operation: readOperation(fields),
    }));
    const valid = read.filter((item): item is ChangeProperties => !(item instanceof Fault));
    const words = await changeManyProperties(ctx, valid);
    let next = 0;
    const results = read.map((item) =>
      envelopeOf(item instanceof Fault ? item : (words[next++] as Word<Accepted>), language),
    );
    return acceptedMany(results);
  },
};

function envelopeOf(word: Word<Accepted>, language: Language): Envelope {
  return word instanceof Fault ? failure(word, language) : accepted(word, language);
}
