import Type from "typebox";
import { ATTRIBUTE_TYPES } from "../../audience/attribute.ts";
import type { listAttributes } from "../../audience/list-attributes.ts";
import { OneOf } from "../wire/schema.ts";

/** An attribute on the wire. */
export const Attribute = Type.Object({
  name: Type.String(),
  type: OneOf(...ATTRIBUTE_TYPES),
  description: Type.String(),
  created_at: Type.String({ format: "date-time" }),
});

type Row = Awaited<ReturnType<typeof listAttributes>>[number];

export function encodeAttribute({ name, type, description, createdAt }: Row) {
  return { name, type, description, created_at: createdAt.toISOString() };
}
