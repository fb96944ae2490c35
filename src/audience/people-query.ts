import { type CountryCode, getCountryCallingCode, isSupportedCountry } from "libphonenumber-js/max";

/** What a search could mean: each is the beginning of something, or the number of a user. */
export interface PeopleQuery {
  readonly euid: number | null;
  /** Of an identifier. */
  readonly value: string;
  /** Of an e-mail address, in lower case. */
  readonly email: string;
  /** Of a phone number in E.164. */
  readonly phone: string | null;
}

const EUID = /^\d{1,16}$/;
const PHONE = /^\+?[\d ()./-]{4,}$/;

/** `homeCountry` is the workspace's, ISO 3166 alpha-2: numbers without a country are of it. */
export function parsePeopleQuery(text: string, homeCountry: string | null): PeopleQuery {
  const value = text.trim();
  const euid = EUID.test(value) ? Number(value) : null;
  return {
    euid: euid !== null && Number.isSafeInteger(euid) && euid > 0 ? euid : null,
    value,
    email: value.toLowerCase(),
    phone: PHONE.test(value) ? phonePrefix(value, homeCountry) : null,
  };
}

function phonePrefix(text: string, homeCountry: string | null): string | null {
  const digits = text.replaceAll(/\D/g, "");
  if (text.startsWith("+")) return `+${digits}`;
  if (digits.startsWith("00")) return `+${digits.slice(2)}`;
  const home = homeCountry !== null && isSupportedCountry(homeCountry) ? homeCountry : null;
  if (home === null) return `+${digits}`;
  const code = getCountryCallingCode(home as CountryCode);
  if (digits.startsWith("0")) return `+${code}${digits.slice(1)}`;
  return digits.startsWith(code) ? `+${digits}` : `+${code}${digits}`;
}
