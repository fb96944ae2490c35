import { Fault } from "../kit/fault.ts";
import { hasControls, longerThan, withoutInvisible } from "../kit/text.ts";
import { isEmailAddress } from "./email.ts";
import { maskPhone, normalizePhone, parseWrittenPhone } from "./phone.ts";

export const CONTACT_NAMES = ["email", "mobile_phone", "landline_phone", "whatsapp_phone"] as const;
export type ContactName = (typeof CONTACT_NAMES)[number];

const LONGEST_EMAIL = 254;
const LONGEST_PHONE = 64;
const FEWEST_DIGITS = 5;
const MOST_DIGITS = 20;

/** `raw` is a phone number as it was sent; `normalized` is E.164, null where it is ambiguous. */
export interface Contact {
  readonly raw: string;
  readonly normalized: string | null;
}

export function parseContactName(name: string): ContactName {
  const known = CONTACT_NAMES.find((each) => each === name);
  if (known === undefined) {
    throw new Fault("contact_name_unknown", { field: name, allowed: CONTACT_NAMES.join(", ") });
  }
  return known;
}

/** Null clears the contact. `homeCountry` is the workspace's, ISO 3166 alpha-2. */
export function parseContact(
  name: ContactName,
  value: unknown,
  homeCountry: string | null,
): Contact | null {
  if (typeof value !== "string") throw invalid(name, "not_text");
  if (value === "") return null;
  if (!value.isWellFormed()) throw invalid(name, "lone_surrogate");
  const visible = withoutInvisible(value);
  const sent = name === "email" ? visible.trim() : visible;
  if (hasControls(sent)) throw invalid(name, "control_character");
  return name === "email" ? parseEmail(sent) : parsePhone(name, sent, homeCountry);
}

/** A phone that is kept as sent, because nothing tells which number it is: never a target. */
export function isAmbiguous(name: ContactName, { normalized }: Contact): boolean {
  return name !== "email" && normalized === null;
}

/** The contact as its workspace reads it with this home country. */
export function readAgain(
  name: ContactName,
  contact: Contact,
  homeCountry: string | null,
): Contact {
  if (name === "email") return contact;
  return { raw: contact.raw, normalized: normalizePhone(contact.raw, homeCountry) };
}

/** What the history may keep of a contact: enough to recognise one that one knows. */
export function maskContact(name: ContactName, { raw, normalized }: Contact): string {
  if (name !== "email") return maskPhone(raw, normalized);
  const [first = ""] = raw;
  return `${first}…${raw.slice(raw.lastIndexOf("@"))}`;
}

function parseEmail(sent: string): Contact {
  if (longerThan(sent, LONGEST_EMAIL)) throw invalid("email", "too_long", LONGEST_EMAIL);
  if (!isEmailAddress(sent)) throw invalid("email", "email_form");
  const at = sent.indexOf("@");
  return { raw: sent.slice(0, at) + sent.slice(at).toLowerCase(), normalized: null };
}

function parsePhone(name: ContactName, raw: string, homeCountry: string | null): Contact {
  if (longerThan(raw, LONGEST_PHONE)) throw invalid(name, "too_long", LONGEST_PHONE);
  const count = parseWrittenPhone(raw)?.digits.length ?? 0;
  if (count < FEWEST_DIGITS || count > MOST_DIGITS) throw invalid(name, "phone_form");
  return { raw, normalized: normalizePhone(raw, homeCountry) };
}

function invalid(field: ContactName, reason: string, max: number | null = null): Fault {
  return new Fault("contact_invalid", { field, reason, max });
}
