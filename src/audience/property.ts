import { ExactNumber } from "../kit/exact-number.ts";
import { parseExact } from "../kit/json.ts";
import { type Decimal, equalDecimals } from "./decimal.ts";

/**
 * As it stands in the profile's JSON: STRING text, NUMBER a decimal, BOOL, LIST texts; DATETIME is
 * the instant's text in UTC, which only the attribute's type tells from a STRING.
 */
export type PropertyValue = string | boolean | Decimal | readonly string[];

/** Names come from strangers, and "constructor" is a good one: read a value with `findValue`. */
export type Properties = Readonly<Record<string, PropertyValue>>;

/** The properties of one user, and what they weigh as JSON in UTF-8. */
export interface Profile {
  readonly properties: Properties;
  /** Never too few, and exact once `counted`; the second brace of an empty one is not weighed. */
  readonly bytes: number;
  readonly counted: boolean;
}

export const MOST_PROFILE_BYTES = 256 * 1024;

export const emptyProfile: Profile = { properties: {}, bytes: 1, counted: true };

export function findValue(properties: Properties, name: string): PropertyValue | undefined {
  return Object.hasOwn(properties, name) ? properties[name] : undefined;
}

export function encodeProperties(properties: Properties): string {
  return JSON.stringify(properties);
}

// A double keeps any 15 digits, so only longer runs and exponents need the slower reading.
const LONG_NUMBER = /[\d.]{16}|\d[eE]/;

/** Reads what `encodeProperties` wrote, or the database's own rendering of it. */
export function decodeProperties(text: string): Properties {
  return decodeStored(text) as Properties;
}

/** Reads JSON that the database wrote, numbers with all their digits. */
export function decodeStored(text: string): unknown {
  return LONG_NUMBER.test(text) ? parseExact(text) : JSON.parse(text);
}

/** Weighs by the text, which is never shorter than ours: the database writes spaces, no exponents. */
export function decodeProfile(text: string): Profile {
  const atMost = text.length * 3; // UTF-8 takes at most three bytes for a UTF-16 unit
  const bytes = atMost <= MOST_PROFILE_BYTES ? atMost : Buffer.byteLength(text);
  return { properties: decodeProperties(text), bytes, counted: false };
}

/** A brace, and each entry with its comma or the other brace. */
export function countBytes(properties: Properties): number {
  let bytes = 1;
  for (const [name, value] of Object.entries(properties)) bytes += entryBytes(name, value);
  return bytes;
}

/** What one property adds to the profile's JSON: name, colon, value and a comma. */
export function entryBytes(name: string, value: PropertyValue): number {
  return name.length + 4 + Buffer.byteLength(JSON.stringify(value));
}

/** No less than `entryBytes`, found without writing JSON. */
export function entryBytesAtMost(name: string, value: PropertyValue): number {
  return name.length + 4 + valueBytesAtMost(value);
}

function valueBytesAtMost(value: PropertyValue): number {
  if (typeof value === "string") return 6 * value.length + 2; // a control character is \u0001
  if (typeof value === "boolean") return 5;
  if (typeof value === "number") return 25;
  if (value instanceof ExactNumber) return value.source.length;
  let bytes = 2;
  for (const text of value) bytes += 6 * text.length + 3;
  return bytes;
}

export function equalValues(left: PropertyValue, right: PropertyValue): boolean {
  if (left === right) return true;
  if (isDecimal(left)) return isDecimal(right) && equalDecimals(left, right);
  if (!isList(left) || !isList(right) || left.length !== right.length) return false;
  return left.every((text, at) => text === right[at]);
}

export function isDecimal(value: PropertyValue | undefined): value is Decimal {
  return typeof value === "number" || value instanceof ExactNumber;
}

export function isList(value: PropertyValue | undefined): value is readonly string[] {
  return Array.isArray(value);
}
