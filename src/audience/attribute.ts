import { ExactNumber } from "../kit/exact-number.ts";
import { Fault } from "../kit/fault.ts";
import { CONTACT_NAMES } from "./contact.ts";
import { parseDateTime } from "./date-time.ts";
import { IDENTIFIERS } from "./identity.ts";

export const ATTRIBUTE_TYPES = ["STRING", "NUMBER", "BOOL", "DATETIME", "LIST"] as const;
export type AttributeType = (typeof ATTRIBUTE_TYPES)[number];

export const MOST_ATTRIBUTES = 1_000;

export interface Attribute {
  readonly name: string;
  readonly type: AttributeType;
}

/** What a workspace has registered. Names are unique whatever their case. */
export interface Registry {
  readonly size: number;
  /** True when the workspace takes no new names. */
  readonly locked: boolean;
  get(name: string): AttributeType | undefined;
  /** The registered name that is `lower` but for its case. */
  getByLowerCase(lower: string): string | undefined;
}

const FORM = /^[A-Za-z][A-Za-z0-9_]{0,63}$/;

const RESERVED: ReadonlySet<string> = new Set([
  "euid",
  "first_click_at",
  "last_click_at",
  "click_count",
  ...CONTACT_NAMES,
  ...IDENTIFIERS.map(({ name }) => name),
]);

/** Refuses what can never be an attribute; in whatever case, since names are unique without it. */
export function parseAttributeName(name: string): string {
  if (!FORM.test(name)) throw nameInvalid(name, "attribute_name_form");
  if (RESERVED.has(name.toLowerCase())) throw nameInvalid(name, "attribute_name_reserved");
  return name;
}

export function nameTaken(name: string, existing: string): Fault {
  return nameInvalid(name, "attribute_name_case", existing);
}

function nameInvalid(field: string, reason: string, existing: string | null = null): Fault {
  return new Fault("attribute_name_invalid", { field, reason, existing });
}

/** The type that a first value gives its attribute; undefined where no type has such values. */
export function inferType(value: unknown, zone: string): AttributeType | undefined {
  switch (typeof value) {
    case "string":
      return parseDateTime(value, zone) === undefined ? "STRING" : "DATETIME";
    case "number":
      return "NUMBER";
    case "boolean":
      return "BOOL";
    default:
      if (value instanceof ExactNumber) return "NUMBER";
      return Array.isArray(value) ? "LIST" : undefined;
  }
}
