import {
  AsYouType,
  type CountryCode,
  getCountryCallingCode,
  isSupportedCountry,
  type PhoneNumber,
  parsePhoneNumberFromString,
} from "libphonenumber-js/max";
import { asciiDigits } from "../kit/text.ts";

/** A phone number as it was written: its digits in ASCII, and whether a `+` stands before them. */
export interface WrittenPhone {
  readonly plus: boolean;
  readonly digits: string;
}

// What people put between digits in any script, beside spaces (\p{Zs}) and dashes (\p{Pd}).
const DASHES = "\\u2043\\u2212\\u30fc\\uff70";
const DOTS = ".\\u00b7\\u06d4\\u2024\\u2027\\u3002\\u30fb\\uff0e\\uff61";
const SLASHES = "/\\u2044\\u2215\\uff0f";
const PARENTHESES =
  "()\\u207d\\u207e\\u208d\\u208e\\u2768\\u2769\\u2985\\u2986\\ufe59\\ufe5a\\uff08\\uff09\\uff5f\\uff60";
const BETWEEN = `\\p{Zs}\\p{Pd}${DASHES}${DOTS}${SLASHES}${PARENTHESES}`;
const FORM = new RegExp(
  `^[${BETWEEN}]*(?:tel:[${BETWEEN}]*)?([+\\uff0b\\ufe62\\u207a]?)([\\p{Nd}${BETWEEN}]*)$`,
  "iu",
);

/** Undefined where the text holds anything that no phone number does, such as letters. */
export function parseWrittenPhone(text: string): WrittenPhone | undefined {
  const [, plus, rest] = FORM.exec(text) ?? [];
  if (rest === undefined) return undefined;
  return { plus: plus !== "", digits: asciiDigits(rest).replaceAll(/\D/g, "") };
}

/**
 * The number in E.164; null where no reading makes it valid, or it cannot be told which one is meant.
 * `homeCountry` is the workspace's, ISO 3166 alpha-2: numbers without `+` and `00` are read as its.
 */
export function normalizePhone(text: string, homeCountry: string | null): string | null {
  const written = parseWrittenPhone(text);
  if (written === undefined) return null;
  const digits = internationalDigits(written);
  if (digits !== undefined) return readInternational(digits)?.number ?? null;
  const country = countryOf(homeCountry);
  return country === undefined ? null : (readAtHome(written.digits, country)?.number ?? null);
}

/**
 * What a valid number that begins with this text may begin with in E.164: a search knows only a part
 * of it, so there may be several.
 */
export function phonePrefixes(written: WrittenPhone, homeCountry: string | null): string[] {
  const { digits } = written;
  const international = internationalDigits(written);
  const country = countryOf(homeCountry);
  const readings: string[] = [];
  if (international !== undefined) readings.push(international);
  else if (country === undefined) readings.push(digits);
  else {
    if (digits.startsWith(getCountryCallingCode(country))) readings.push(digits);
    const typing = new AsYouType(country);
    typing.input(digits);
    readings.push(typing.getNumberValue()?.slice(1) ?? "");
  }
  const prefixes = readings.flatMap((reading) => [reading, modernDigits(reading)]);
  return [...new Set(prefixes)].filter((prefix) => prefix !== "").map((prefix) => `+${prefix}`);
}

/** With the country's code; undefined where the number is written as one of the home country. */
function internationalDigits({ plus, digits }: WrittenPhone): string | undefined {
  if (plus) return digits;
  return digits.startsWith("00") ? digits.slice(2) : undefined;
}

function countryOf(homeCountry: string | null): CountryCode | undefined {
  return homeCountry !== null && isSupportedCountry(homeCountry) ? homeCountry : undefined;
}

/**
 * An international number without its `+`, or a national one. Where both are valid and differ, only
 * a mobile number is taken for the international one: a land line that lost its leading 0 in a
 * spreadsheet looks the same as somebody else's with the country's code.
 */
function readAtHome(digits: string, country: CountryCode): PhoneNumber | undefined {
  const code = getCountryCallingCode(country);
  const international = digits.startsWith(code) ? readInternational(digits) : undefined;
  const national = valid(digits, country) ?? readInternational(modernDigits(`${code}${digits}`));
  if (international === undefined || national === undefined) return international ?? national;
  if (international.number === national.number || isMobile(international, national)) {
    return international;
  }
  return undefined;
}

function isMobile(one: PhoneNumber, other: PhoneNumber): boolean {
  return one.getType() === "MOBILE" && other.getType() !== "MOBILE";
}

function readInternational(digits: string): PhoneNumber | undefined {
  return valid(`+${digits}`) ?? valid(`+${modernDigits(digits)}`);
}

/** Old forms of numbers, country code included, with what stands in their place today. */
const OLD_FORMS: readonly (readonly [old: RegExp, today: string])[] = [
  // Mexico dialled mobile numbers with 1 from abroad, and with 01, 044 or 045 at home.
  [/^52(?:1|01|044|045)(?=\d{10}$)/, "52"],
  // Argentina: a 15 after the area is read as the 9 before it, but not where both were written.
  [/^549(?=\d{12}$)/, "54"],
];

function modernDigits(digits: string): string {
  for (const [old, today] of OLD_FORMS) {
    if (old.test(digits)) return digits.replace(old, today);
  }
  return digits;
}

/** A valid number of the country, or of any where the number begins with `+`. */
function valid(number: string, country?: CountryCode): PhoneNumber | undefined {
  const options = country === undefined ? {} : { defaultCountry: country };
  const parsed = parsePhoneNumberFromString(number, { extract: false, ...options });
  if (parsed?.isValid() !== true) return undefined;
  // A prefix for calls abroad, such as 011 in the US, makes it another country's.
  const foreign =
    country !== undefined && parsed.countryCallingCode !== getCountryCallingCode(country);
  return foreign ? undefined : parsed;
}

/** Country and last three digits: enough to recognise a number that one knows. */
export function maskPhone(text: string, normalized: string | null): string {
  const last = (parseWrittenPhone(text)?.digits ?? "").slice(-3);
  if (normalized === null) return `••• ${last}`;
  const code = parsePhoneNumberFromString(normalized)?.countryCallingCode ?? "";
  return `+${code} ••• ${normalized.slice(-3)}`;
}
