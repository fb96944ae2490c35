import { letterCases } from "../kit/letter-cases.ts";
import { withoutInvisible } from "../kit/text.ts";
import { parseWrittenPhone, phonePrefixes } from "./phone.ts";

/** What a search could mean: each is the beginning of something, or the number of a user. */
export interface PeopleQuery {
  readonly euid: number | null;
  /** Of an identifier. */
  readonly value: string;
  /** Of an e-mail address whose ASCII letters are in lower case: one for each case of its other letters. */
  readonly emails: readonly string[];
  /** Of phone numbers in E.164, by each reading of what was typed. */
  readonly phones: readonly string[];
  /** Of the digits of a phone number that is ambiguous. */
  readonly digits: string | null;
}

const EUID = /^\d{1,16}$/;
const FEWEST_DIGITS = 4;
const LONGEST_PHONE = 64;
const MAX_EMAILS = 8;

/** `homeCountry` is the workspace's, ISO 3166 alpha-2: numbers without a country are of it. */
export function parsePeopleQuery(text: string, homeCountry: string | null): PeopleQuery {
  const value = text.trim();
  const visible = withoutInvisible(value);
  const euid = EUID.test(value) ? Number(value) : null;
  const written = visible.length <= LONGEST_PHONE ? parseWrittenPhone(visible) : undefined;
  const phone = written && written.digits.length >= FEWEST_DIGITS ? written : undefined;
  return {
    euid: euid !== null && Number.isSafeInteger(euid) && euid > 0 ? euid : null,
    value,
    emails: withCases(visible),
    phones: phone === undefined ? [] : phonePrefixes(phone, homeCountry),
    digits: phone?.digits ?? null,
  };
}

/** Past a few letters beyond ASCII the rest is looked for as it was typed. */
function withCases(text: string): string[] {
  let texts = [""];
  for (const letter of text) {
    const cases = casesOf(letter);
    const some = texts.length * cases.length > MAX_EMAILS ? cases.slice(0, 1) : cases;
    texts = texts.flatMap((begun) => some.map((each) => begun + each));
  }
  return texts;
}

/** The letter itself first. */
function casesOf(letter: string): readonly string[] {
  if (letter <= "\u007f") return [letter.toLowerCase()];
  return letterCases(letter).filter((each) => each === letter || each > "\u007f");
}
