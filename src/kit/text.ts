import { Fault } from "./fault.ts";

/** Bounds in Unicode code points, and the name of the field that a refusal tells. */
export interface TextRule {
  readonly field: string;
  readonly min?: number;
  readonly max?: number;
}

const controlInLine = /[\p{Cc}\u2028\u2029]/u;
const controlInMemo = /[^\P{Cc}\n\t]/u;

/** One line: trimmed, NFC, without control characters. Refusals are `field_invalid`. */
export function line(text: string, rule: TextRule): string {
  const clean = normalized(text, rule);
  if (controlInLine.test(clean)) throw refused(rule, "control_character");
  return within(clean, rule);
}

/** Like `line`, but line breaks and tabs may stay; every kind of line break becomes `\n`. */
export function memo(text: string, rule: TextRule): string {
  const clean = normalized(text.replaceAll(/\r\n?/g, "\n"), rule);
  if (controlInMemo.test(clean)) throw refused(rule, "control_character");
  return within(clean, rule);
}

/** Text taken as sent, such as a password: only its length and its encoding are checked. */
export function verbatim(text: string, rule: TextRule): string {
  if (!text.isWellFormed()) throw refused(rule, "lone_surrogate");
  return within(text, rule);
}

const unseen = /[\s\p{Cf}]/u;

/** Without blanks and invisible formatting characters at its ends, which come with what is pasted. */
export function trimUnseen(text: string): string {
  let start = 0;
  let end = text.length;
  while (start < end && unseen.test(text.charAt(start))) start++;
  while (start < end && unseen.test(text.charAt(end - 1))) end--;
  return text.slice(start, end);
}

export function codePointCount(text: string): number {
  let count = text.length;
  for (let i = 0; i < text.length - 1; i++) {
    if ((text.charCodeAt(i) & 0xfc00) !== 0xd800) continue;
    if ((text.charCodeAt(i + 1) & 0xfc00) === 0xdc00) count--;
  }
  return count;
}

/** The length in UTF-8. */
export function byteCount(text: string): number {
  return Buffer.byteLength(text, "utf8");
}

function normalized(text: string, rule: TextRule): string {
  if (!text.isWellFormed()) throw refused(rule, "lone_surrogate");
  const trimmed = text.trim();
  const { max = Number.POSITIVE_INFINITY } = rule;
  if (longerInNfc(trimmed, max)) throw refused(rule, "too_long", { max });
  return trimmed.normalize("NFC");
}

// No character stands for more than four.
const COMPOSED = 4;

/**
 * True only where `text` has more than `max` code points in NFC too. To be asked before `normalize`,
 * which takes quadratic time on a long run of combining marks.
 */
export function longerInNfc(text: string, max: number): boolean {
  return longerThan(text, COMPOSED * max);
}

function within(text: string, rule: TextRule): string {
  const { min = 0, max = Number.POSITIVE_INFINITY } = rule;
  const count = codePointCount(text);
  if (count < min) throw refused(rule, "too_short", { min });
  if (count > max) throw refused(rule, "too_long", { max });
  return text;
}

function refused(rule: TextRule, reason: string, bounds: { min?: number; max?: number } = {}) {
  return new Fault("field_invalid", { field: rule.field, reason, ...bounds });
}

/** True when `text` has more than `max` characters (code points); looks no further than it must. */
export function longerThan(text: string, max: number): boolean {
  if (text.length <= max) return false;
  if (text.length > 2 * max) return true;
  let characters = 0;
  for (const _ of text) characters++;
  return characters > max;
}

/** C0, DEL and C1: what no name, address or identifier contains. */
export function hasControls(text: string): boolean {
  return /\p{Cc}/u.test(text);
}

/** Without formatting characters that nobody sees, such as U+200B, the soft hyphen and bidi marks. */
export function withoutInvisible(text: string): string {
  return text.replaceAll(/\p{Cf}/gu, "");
}

/** Decimal digits of any script become 0 to 9. */
export function asciiDigits(text: string): string {
  return text.replaceAll(/(?![0-9])\p{Nd}/gu, (digit) => String(digitValue(digit)));
}

/** Unicode lists the ten digits of a script together, ascending from its zero. */
function digitValue(digit: string): number {
  const code = digit.codePointAt(0) ?? 0;
  let first = code;
  while (/^\p{Nd}$/u.test(String.fromCodePoint(first - 1))) first--;
  return (code - first) % 10;
}
