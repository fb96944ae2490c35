import {
  type CountryCode,
  isSupportedCountry,
  parsePhoneNumberFromString,
} from "libphonenumber-js/max";
import { Fault } from "../kit/fault.ts";
import { hasControls, longerThan } from "../kit/text.ts";

export const CONTACT_NAMES = ["email", "mobile_phone", "landline_phone", "whatsapp_phone"] as const;
export type ContactName = (typeof CONTACT_NAMES)[number];

const LONGEST_EMAIL = 254;
const LONGEST_PHONE = 64;

/** `raw` is a phone number as it was sent; `normalized` is E.164 where it is valid. */
export interface Contact {
  readonly raw: string;
  readonly normalized: string | null;
}

const PHONE_FORM = /^[ ()-]*\+?[\d ()-]*$/;
const FEWEST_DIGITS = 5;
const MOST_DIGITS = 20;

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
  const sent = name === "email" ? value.trim() : value;
  if (hasControls(sent)) throw invalid(name, "control_character");
  if (!sent.isWellFormed()) throw invalid(name, "lone_surrogate");
  return name === "email" ? parseEmail(sent) : parsePhone(name, sent, homeCountry);
}

function parseEmail(sent: string): Contact {
  const at = sent.indexOf("@");
  if (at <= 0 || at === sent.length - 1 || at !== sent.lastIndexOf("@") || /\s/u.test(sent)) {
    throw invalid("email", "email_form");
  }
  const address = sent.slice(0, at) + sent.slice(at).toLowerCase();
  if (longerThan(address, LONGEST_EMAIL)) throw invalid("email", "too_long", LONGEST_EMAIL);
  return { raw: address, normalized: null };
}

function parsePhone(name: ContactName, raw: string, homeCountry: string | null): Contact {
  if (longerThan(raw, LONGEST_PHONE)) throw invalid(name, "too_long", LONGEST_PHONE);
  const digits = raw.replaceAll(/\D/g, "");
  if (!PHONE_FORM.test(raw) || digits.length < FEWEST_DIGITS || digits.length > MOST_DIGITS) {
    throw invalid(name, "phone_form");
  }
  const international = `+${digits}`;
  const normalized = raw.includes("+")
    ? e164(international)
    : (atHome(digits, homeCountry) ?? e164(international));
  return { raw, normalized };
}

function atHome(digits: string, homeCountry: string | null): string | null {
  if (homeCountry === null || !isSupportedCountry(homeCountry)) return null;
  return e164(digits, homeCountry);
}

function e164(number: string, country?: CountryCode): string | null {
  const options = country === undefined ? {} : { defaultCountry: country };
  const parsed = parsePhoneNumberFromString(number, { extract: false, ...options });
  return parsed?.isValid() === true ? parsed.number : null;
}

function invalid(field: ContactName, reason: string, max: number | null = null): Fault {
  return new Fault("contact_invalid", { field, reason, max });
}
