import { Fault } from "../kit/fault.ts";
import { hasControls, longerThan } from "../kit/text.ts";

/** Where several identifiers are sent, the lowest priority number speaks first. */
export const IDENTIFIERS = [
  { name: "user_id", priority: 1, several: false },
  { name: "anonymous_id", priority: 2, several: false },
  { name: "registration_id", priority: 3, several: true },
] as const;

export type IdentifierName = (typeof IDENTIFIERS)[number]["name"];

const MOST_IDENTIFIER_VALUES = 100;
const LONGEST_IDENTIFIER = 256;

/** `field` is what a refusal names. */
export function parseIdentifierName(name: unknown, field = "identity_name"): IdentifierName {
  const known = IDENTIFIERS.find((each) => each.name === name);
  if (known === undefined) {
    const allowed = IDENTIFIERS.map((each) => each.name).join(", ");
    throw new Fault("identifier_name_unknown", { field, allowed });
  }
  return known.name;
}

/** Counts only; each value is for `parseIdentifierValue`. */
export function parseIdentifierValues(values: unknown, field: string): readonly unknown[] {
  if (values === undefined || values === null) throw new Fault("identifier_empty", { field });
  if (!Array.isArray(values)) throw new Fault("field_invalid", { field, reason: "not_list" });
  if (values.length === 0) throw new Fault("identifier_empty", { field });
  if (values.length > MOST_IDENTIFIER_VALUES) {
    throw new Fault("identifiers_too_many", { field, max: MOST_IDENTIFIER_VALUES });
  }
  return values;
}

/** Kept as sent: two values that differ in anything, spaces included, are two identifiers. */
export function parseIdentifierValue(value: unknown, field: string): string {
  if (value === null) throw new Fault("identifier_empty", { field });
  if (typeof value !== "string") throw new Fault("field_invalid", { field, reason: "not_text" });
  if (value.trim() === "") throw new Fault("identifier_empty", { field });
  if (longerThan(value, LONGEST_IDENTIFIER)) {
    throw new Fault("identifier_too_long", { field, max: LONGEST_IDENTIFIER });
  }
  if (hasControls(value)) throw new Fault("field_invalid", { field, reason: "control_character" });
  if (!value.isWellFormed()) throw new Fault("field_invalid", { field, reason: "lone_surrogate" });
  return value;
}

/** One identifier of a workspace's user. */
export interface Identifier {
  readonly kind: IdentifierName;
  readonly value: string;
}

/** By priority, each once. Of `identities` a name has one value, or a list where it may have several. */
export function parseIdentities(identities: Readonly<Record<string, unknown>>): Identifier[] {
  const names = Object.keys(identities);
  for (const name of names) parseIdentifierName(name, name);
  const sent = IDENTIFIERS.filter(({ name }) => names.includes(name)).flatMap(
    ({ name: kind, several }): { kind: IdentifierName; value: unknown }[] => {
      const value = identities[kind];
      if (!several || !Array.isArray(value)) return [{ kind, value }];
      return parseIdentifierValues(value, kind).map((each) => ({ kind, value: each }));
    },
  );
  if (sent.length === 0) throw new Fault("identifier_empty", { field: "identities" });
  if (sent.length > MOST_IDENTIFIER_VALUES) {
    throw new Fault("identifiers_too_many", { field: "identities", max: MOST_IDENTIFIER_VALUES });
  }
  const parsed = sent.map(({ kind, value }) => ({
    kind,
    value: parseIdentifierValue(value, kind),
  }));
  return [...new Map(parsed.map((each) => [identifierKey(each), each])).values()];
}

/** Tells identifiers of a workspace apart; what all transactions sort them by. */
export function identifierKey({ kind, value }: Identifier): string {
  return `${kind} ${value}`;
}

const DIGITS = /^\d{1,16}$/;

/** A number or digits in a string; whether such a user exists is not known here. */
export function parseEuid(value: unknown): number {
  if (value === undefined || value === null || value === "") throw new Fault("euid_missing");
  const euid = typeof value === "string" && DIGITS.test(value) ? Number(value) : value;
  if (typeof euid !== "number" || !Number.isSafeInteger(euid) || euid <= 0) {
    throw new Fault("user_unknown");
  }
  return euid;
}
