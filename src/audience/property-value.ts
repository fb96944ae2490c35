import { ExactNumber } from "../kit/exact-number.ts";
import { Fault } from "../kit/fault.ts";
import { longerThan } from "../kit/text.ts";
import type { AttributeType } from "./attribute.ts";
import { parseDateTime, resemblesDateTime } from "./date-time.ts";
import { type Decimal, parseDecimal } from "./decimal.ts";
import type { PropertyValue } from "./property.ts";

const LONGEST_TEXT = 4_000;
const LONGEST_LIST_ITEM = 256;
export const MOST_LIST_ITEMS = 500;

/** Null, "" and an empty list say nothing; 0 and false are values. */
export function refuseMissing(name: string, value: unknown): void {
  const empty = Array.isArray(value) && value.length === 0;
  if (value === null || value === "" || empty) throw new Fault("value_missing", { field: name });
}

/** The value as an attribute of this type keeps it. */
export function parseValue(
  { name, type }: { readonly name: string; readonly type: AttributeType },
  value: unknown,
  zone: string,
): PropertyValue {
  switch (type) {
    case "STRING":
      if (typeof value !== "string") throw typeWrong(name, type, sentType(value));
      return parseText(name, value, LONGEST_TEXT);
    case "NUMBER":
      return parseNumber(name, value);
    case "BOOL":
      if (typeof value !== "boolean") throw typeWrong(name, type, sentType(value));
      return value;
    case "DATETIME":
      return parseInstant(name, value, zone);
    case "LIST":
      if (!Array.isArray(value)) throw typeWrong(name, type, sentType(value));
      return limitList(name, parseItems(name, value));
  }
}

export function parseNumber(name: string, value: unknown): Decimal {
  if (typeof value === "number" || value instanceof ExactNumber) return parseDecimal(value, name);
  throw typeWrong(name, "NUMBER", sentType(value));
}

/** What is added to a LIST or removed from it: one string, or a list of them. */
export function parseMembers(name: string, value: unknown): readonly string[] {
  if (typeof value === "string") return parseItems(name, [value]);
  if (!Array.isArray(value)) throw typeWrong(name, "LIST", sentType(value));
  return parseItems(name, value);
}

export function limitList(name: string, list: readonly string[]): readonly string[] {
  if (list.length > MOST_LIST_ITEMS) throw valueInvalid(name, "too_many", MOST_LIST_ITEMS);
  return list;
}

/** `expected` is the attribute's or operation's type, `actual` what it met. */
export function typeWrong(field: string, expected: AttributeType, actual: string): Fault {
  return new Fault("value_type_wrong", { field, expected, actual });
}

export function valueInvalid(field: string, reason: string, max: number | null = null): Fault {
  return new Fault("value_invalid", { field, reason, max });
}

function parseInstant(name: string, value: unknown, zone: string): string {
  if (typeof value !== "string") throw typeWrong(name, "DATETIME", sentType(value));
  const instant = parseDateTime(value, zone);
  if (instant !== undefined) return instant;
  throw resemblesDateTime(value)
    ? valueInvalid(name, "datetime_impossible")
    : typeWrong(name, "DATETIME", "STRING");
}

function parseItems(name: string, values: readonly unknown[]): readonly string[] {
  return values.map((value) => {
    if (typeof value !== "string") throw valueInvalid(name, "list_item_not_text");
    return parseText(name, value, LONGEST_LIST_ITEM, "list_item_too_long");
  });
}

/** PostgreSQL keeps neither U+0000 nor half a character. */
function parseText(name: string, text: string, max: number, tooLong = "too_long"): string {
  if (longerThan(text, max)) throw valueInvalid(name, tooLong, max);
  if (text.includes("\0")) throw valueInvalid(name, "text_nul");
  if (!text.isWellFormed()) throw valueInvalid(name, "lone_surrogate");
  return text;
}

function sentType(value: unknown): string {
  if (typeof value === "string") return "STRING";
  if (typeof value === "boolean") return "BOOL";
  if (typeof value === "number" || value instanceof ExactNumber) return "NUMBER";
  return Array.isArray(value) ? "LIST" : "OBJECT";
}
