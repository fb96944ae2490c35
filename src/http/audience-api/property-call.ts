import Type from "typebox";
import type { ChangeProperties } from "../../audience/change-properties.ts";
import { OPERATION_TYPES } from "../../audience/property-operation.ts";
import { compileFields } from "../wire/fields.ts";
import { OneOf } from "../wire/schema.ts";
import { Euid } from "./fields.ts";
import { countItems, type Fields } from "./read-call.ts";

export const PropertyBody = Type.Object(
  {
    euid: Euid,
    type: OneOf(...OPERATION_TYPES),
    properties: Type.Unsafe<Fields>({
      type: "object",
      minProperties: 1,
      maxProperties: 500,
      description: "values by attribute name: text, number, boolean or list of texts",
    }),
  },
  { additionalProperties: false },
);

const readFields = compileFields(
  Type.Object({
    euid: Type.Unsafe<unknown>({}),
    type: PropertyBody.properties.type,
    properties: Type.Unsafe<Fields>({ type: "object" }),
  }),
  { also: { properties: countItems("properties") } },
);

/** All but `euid`, which is read before. */
export function readOperation(fields: Fields): ChangeProperties["operation"] {
  const { type, properties } = readFields(fields);
  return { type, properties };
}
