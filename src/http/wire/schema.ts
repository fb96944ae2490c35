import Type, { type Static, type TSchema } from "typebox";

/** The kinds of field that the dialects share. A null or "" in an update clears a setting. */

/** One line of text; the bounds count code points after trimming. */
export const Line = (minLength: number, maxLength: number) =>
  Type.String({ format: "line", minLength, maxLength });

/** Text that may hold line breaks and tabs. */
export const Memo = (maxLength: number) => Type.String({ format: "memo", maxLength });

/** Text taken as sent, such as a password. */
export const Verbatim = (minLength: number, maxLength: number) =>
  Type.String({ format: "verbatim", minLength, maxLength });

/** `YYYY-MM-DD HH:mm:ss` in the workspace's time zone, or ISO 8601 with an offset. */
export const WireDateTime = Type.String({ format: "wire-date-time", maxLength: 40 });

/** `YYYY-MM-DD`, a day that exists. */
export const WireDate = Type.String({ format: "wire-date" });

/** An http or https URL; read by the domain, which tells what is wrong with one. */
export const WireUrl = Type.String({ format: "wire-url" });

/** Exactly one of these values. */
export function OneOf<const Value extends string | number>(...values: readonly Value[]) {
  const type = typeof values[0] === "number" ? "integer" : "string";
  return Type.Unsafe<Value>({ type, enum: [...values] });
}

/** Y or N. */
export const Flag = OneOf("Y", "N");
export type Flag = Static<typeof Flag>;

/** The field, or null. */
export function Nullable<Schema extends TSchema>(schema: Schema) {
  const { type, enum: values } = schema as { type?: string; enum?: readonly unknown[] };
  return Type.Unsafe<Static<Schema> | null>({
    ...schema,
    type: [type, "null"],
    ...(values !== undefined && { enum: [...values, null] }),
  });
}

/** The field, or null or "" to clear it, however short the field itself may not be. */
export function Clearable<Schema extends TSchema>(schema: Schema) {
  return Nullable({ ...schema, "x-clearable": true } as Schema);
}

/** The field with a sentence for its reader. */
export function described<Schema extends TSchema>(schema: Schema, description: string): Schema {
  return { ...schema, description };
}
