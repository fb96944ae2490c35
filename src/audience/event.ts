import { ExactNumber } from "../kit/exact-number.ts";
import { Fault } from "../kit/fault.ts";
import { hasControls, longerThan } from "../kit/text.ts";
import { type Decimal, parseDecimal } from "./decimal.ts";

/** Something a user did, as it is reported. */
export interface Event {
  readonly euid: number;
  readonly name: string;
  readonly occurredAt: Date;
  /** The reporter's own: a user has each once. */
  readonly randomId: string | null;
  readonly properties: EventProperties;
}

export type EventValue = string | boolean | Decimal | readonly string[];
export type EventProperties = Readonly<Record<string, EventValue>>;

const NAME = /^[a-z][a-z0-9_]{0,63}$/;
const LONGEST_RANDOM_ID = 64;
const MOST_PROPERTIES = 500;
const LONGEST_PROPERTY_NAME = 64;
const LONGEST_TEXT = 1_000;
const MOST_LIST_ITEMS = 500;
const AHEAD_MS = 24 * 3_600_000;
const EARLIEST_MS = Date.UTC(2000, 0, 1);

export function parseEventName(value: unknown): string {
  const field = "event_name";
  if (value === undefined) throw new Fault("field_missing", { field });
  if (typeof value !== "string") throw invalid(field, "not_text");
  if (!NAME.test(value)) throw invalid(field, "event_name_form");
  return value;
}

/** Epoch milliseconds from 2000 on; devices' clocks run fast, but not by more than a day. */
export function parseEventTime(value: unknown, now: Date): Date {
  const field = "itime";
  if (value === undefined) throw new Fault("field_missing", { field });
  if (typeof value !== "number" || !Number.isSafeInteger(value) || value < 0) {
    throw invalid(field, "epoch_ms");
  }
  if (value < EARLIEST_MS) {
    throw invalid(field, isPossible(value * 1_000, now) ? "epoch_unit" : "time_before_2000");
  }
  if (!isPossible(value, now)) {
    throw invalid(field, isPossible(value / 1_000, now) ? "epoch_unit" : "time_ahead");
  }
  return new Date(value);
}

function isPossible(epochMs: number, now: Date): boolean {
  return epochMs >= EARLIEST_MS && epochMs <= now.getTime() + AHEAD_MS;
}

export function parseRandomId(value: unknown): string | null {
  if (value === undefined) return null;
  const id = parseText("random_id", value, { min: 1, max: LONGEST_RANDOM_ID });
  if (hasControls(id)) throw invalid("random_id", "control_character");
  return id;
}

/** `value` is an object of the client's, or nothing. */
export function parseEventProperties(value: Readonly<Record<string, unknown>>): EventProperties {
  const names = Object.keys(value);
  if (names.length > MOST_PROPERTIES) {
    throw invalid("properties", "too_many", { max: MOST_PROPERTIES });
  }
  // Names come from strangers: `__proto__` is one of them.
  return Object.fromEntries(
    names.map((name) => {
      parseText("properties", name, { min: 1, max: LONGEST_PROPERTY_NAME });
      if (hasControls(name)) throw invalid("properties", "control_character");
      return [name, parseEventValue(name, value[name])];
    }),
  );
}

function parseEventValue(name: string, value: unknown): EventValue {
  if (typeof value === "boolean") return value;
  if (typeof value === "number" || value instanceof ExactNumber) return parseDecimal(value, name);
  if (typeof value === "string") return parseText(name, value, { min: 0, max: LONGEST_TEXT });
  if (!Array.isArray(value)) throw invalid(name, "event_value_kind");
  if (value.length > MOST_LIST_ITEMS) throw invalid(name, "too_many", { max: MOST_LIST_ITEMS });
  return value.map((item) => {
    if (typeof item !== "string") throw invalid(name, "list_item_not_text");
    return parseText(name, item, { min: 0, max: LONGEST_TEXT });
  });
}

/** PostgreSQL keeps neither U+0000 nor half a character. */
function parseText(
  field: string,
  value: unknown,
  { min, max }: { readonly min: number; readonly max: number },
): string {
  if (typeof value !== "string") throw invalid(field, "not_text");
  if (value.length < min) throw invalid(field, "too_short", { min });
  if (longerThan(value, max)) throw invalid(field, "too_long", { max });
  if (value.includes("\0")) throw invalid(field, "text_nul");
  if (!value.isWellFormed()) throw invalid(field, "lone_surrogate");
  return value;
}

function invalid(field: string, reason: string, bounds: Readonly<Record<string, number>> = {}) {
  return new Fault("field_invalid", { field, reason, ...bounds });
}
