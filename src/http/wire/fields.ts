import { Ajv, type ErrorObject, type ValidateFunction } from "ajv";
import type { Static, TObject, TSchema } from "typebox";
import { isDay } from "../../kit/day.ts";
import { Fault } from "../../kit/fault.ts";
import { parseLocal } from "../../kit/local-time.ts";
import { line, memo, verbatim } from "../../kit/text.ts";
import { nearestName } from "./nearest-name.ts";

/** More than JSON Schema can say of fields, by name; each runs in its field's turn and throws a Fault. */
export type Checks = Readonly<Record<string, (value: unknown) => void>>;

/** Reads the fields of one request: what it gives has the types of the schema. */
export type ReadFields<Schema extends TObject> = (input: object, also?: Checks) => Static<Schema>;

export interface FieldsOptions {
  /**
   * Values come as text: digits become numbers, a name given twice is refused, and one without a
   * value counts as left out.
   */
  readonly query?: boolean;
  /** Checks that need nothing of the request. */
  readonly also?: Checks;
  /** The object that these are fields of, with a dot: refusals name it too. */
  readonly within?: string;
}

type Reader = (value: unknown) => unknown;

const ajv = new Ajv({ strict: false, allowUnionTypes: true, logger: false });
ajv.addFormat("wire-date-time", (text) => text === "" || parseLocal(text, "UTC") !== null);
ajv.addFormat("wire-date", isDay);
ajv.addFormat("wire-url", true);

const TEXTS = { line, memo, verbatim } as const;

/**
 * Checks in the published order: unknown fields, missing ones, then each in the order sent. Texts are
 * normalized as their format says (`line`, `memo`, `verbatim`) before their length counts.
 */
export function compileFields<Schema extends TObject>(
  schema: Schema,
  options: FieldsOptions = {},
): ReadFields<Schema> {
  const names = Object.keys(schema.properties);
  const required = (schema.required ?? []) as readonly string[];
  const readers = new Map<string, Reader>();
  const { within = "" } = options;
  for (const [name, field] of Object.entries(schema.properties)) {
    const read = compileField(
      within + name,
      field as TSchema & FieldSchema,
      options.query === true,
    );
    const also = options.also?.[name];
    readers.set(name, also === undefined ? read : (value) => alsoCheck(read(value), also));
  }
  return (input, also = {}) => {
    const fields = input as Readonly<Record<string, unknown>>;
    const named = Object.keys(input);
    for (const name of named) if (!readers.has(name)) throw unknownField(name, names, within);
    const sent = options.query === true ? named.filter((name) => fields[name] !== "") : named;
    for (const name of required) {
      if (!sent.includes(name)) throw new Fault("field_missing", { field: within + name });
    }
    const values: Record<string, unknown> = {};
    for (const name of sent) {
      values[name] = readers.get(name)?.(fields[name]);
      also[name]?.(values[name]);
    }
    return values as Static<Schema>;
  };
}

interface FieldSchema {
  readonly type?: string | readonly string[];
  readonly format?: string;
  readonly minLength?: number;
  readonly maxLength?: number;
  readonly properties?: Readonly<Record<string, TSchema>>;
  readonly "x-clearable"?: true;
}

function alsoCheck(value: unknown, check: (value: unknown) => void): unknown {
  check(value);
  return value;
}

function unknownField(name: string, names: readonly string[], within: string): Fault {
  const shown = name.length <= 100 ? name : `${name.slice(0, 100)}…`;
  const near = nearestName(name, names);
  const nearest = near === null ? null : within + near;
  return new Fault("field_unknown", { field: within + shown, nearest, known: names.length });
}

function compileField(field: string, schema: FieldSchema, query: boolean): Reader {
  const types = typeof schema.type === "string" ? [schema.type] : (schema.type ?? []);
  if (schema.properties !== undefined) return compileObject(field, schema as TObject, types);
  const validate = ajv.compile(schema);
  const text = TEXTS[schema.format as keyof typeof TEXTS];
  const number = types.includes("integer");
  return (sent) => {
    const value = query && number ? digits(sent) : sent;
    if (value === "" && schema["x-clearable"] === true) return value;
    if (text !== undefined && typeof value === "string") {
      return text(value, { field, min: schema.minLength ?? 0, max: schema.maxLength ?? 1_000 });
    }
    if (!validate(value)) throw new Fault("field_invalid", { field, ...reasonOf(validate, types) });
    // Where any type will do, the caller judges the value.
    if (typeof value === "string" && types.includes("string") && !value.isWellFormed()) {
      throw new Fault("field_invalid", { field, reason: "lone_surrogate" });
    }
    return value;
  };
}

/** Its own fields are checked in the same order, and named within it. */
function compileObject(field: string, schema: TObject, types: readonly string[]): Reader {
  const read = compileFields(schema, { within: `${field}.` });
  return (value) => {
    if (value === null && types.includes("null")) return null;
    if (typeof value !== "object" || value === null || Array.isArray(value)) {
      throw new Fault("field_invalid", { field, reason: "type", expected: "object" });
    }
    return read(value);
  };
}

function digits(sent: unknown): unknown {
  return typeof sent === "string" && /^\d{1,16}$/.test(sent) ? Number(sent) : sent;
}

const FORMAT_REASONS: Readonly<Record<string, string>> = {
  "wire-date-time": "datetime_impossible",
  "wire-date": "date_impossible",
};

/** What the message says of the first thing that is wrong. */
function reasonOf(validate: ValidateFunction, types: readonly string[]) {
  const error = validate.errors?.[0] as ErrorObject;
  const limit = (error.params as { limit?: number }).limit ?? 0;
  switch (error.keyword) {
    case "type":
      return { reason: "type", expected: types.filter((type) => type !== "null").join(" / ") };
    case "enum": {
      const allowed = (error.params as { allowedValues: unknown[] }).allowedValues;
      return { reason: "not_allowed", allowed: allowed.filter((one) => one !== null).join(", ") };
    }
    case "maxLength":
      return { reason: "too_long", max: limit };
    case "minLength":
      return { reason: "too_short", min: limit };
    case "maximum":
      return { reason: "too_large", max: limit };
    case "minimum":
      return { reason: "too_small", min: limit };
    case "maxItems":
      return { reason: "too_many", max: limit };
    case "minItems":
      return { reason: "too_few", min: limit };
    case "format":
      return { reason: FORMAT_REASONS[(error.params as { format: string }).format] ?? "format" };
    default:
      return { reason: "format" };
  }
}
