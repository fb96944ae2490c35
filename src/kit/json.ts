import { isUtf8 } from "node:buffer";
import { ExactNumber, survivesDouble } from "./exact-number.ts";
import { Fault } from "./fault.ts";

const DEEPEST = 32;

// A double keeps any 15 digits; only longer numbers, or those with an exponent, can be changed by it.
const DIGITS_KEPT = 15;

const QUOTE = 34;
const DOT = 46;
const DIGIT_0 = 48;
const DIGIT_9 = 57;
const COLON = 58;
const UPPER_E = 69;
const BRACKET_OPEN = 91;
const BACKSLASH = 92;
const BRACKET_CLOSE = 93;
const LOWER_E = 101;
const BRACE_OPEN = 123;
const BRACE_CLOSE = 125;

export interface JsonOptions {
  /** Numbers that a double would change come as `ExactNumber`. */
  readonly exactNumbers?: boolean;
}

const BYTE_ORDER_MARK = 0xfeff;

/** Refuses broken UTF-8. A byte order mark before the text is dropped, as RFC 8259 allows. */
export function readUtf8(buffer: Buffer): string {
  if (!isUtf8(buffer)) throw new Fault("body_unreadable", { reason: "utf8" });
  const text = buffer.toString("utf8");
  return text.charCodeAt(0) === BYTE_ORDER_MARK ? text.slice(1) : text;
}

/** Strict JSON from strangers: refuses duplicate keys and deep nesting; any name is a mere name. */
export function parseJson(text: string, options: JsonOptions = {}): unknown {
  const value = parse(text);
  const { keys, longNumbers } = scan(text);
  if (keys !== countKeys(value)) {
    throw new Fault("body_unreadable", { reason: "json_duplicate_key", key: duplicateKey(text) });
  }
  return longNumbers && options.exactNumbers === true ? parseExact(text) : value;
}

/** For JSON of our own: numbers that a double would change come as `ExactNumber`. */
export function parseExact(text: string): unknown {
  return parseWithSource(text, (_key, value, { source }) =>
    typeof value !== "number" || source === undefined || survivesDouble(source, value)
      ? value
      : new ExactNumber(source),
  );
}

type SourceReviver = (key: string, value: unknown, context: { source?: string }) => unknown;

// The library types do not know the reviver's third argument yet.
const parseWithSource = JSON.parse as (text: string, reviver: SourceReviver) => unknown;

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (cause) {
    throw new Fault("body_unreadable", { reason: "json_syntax" }, { cause });
  }
}

interface Scan {
  readonly keys: number;
  readonly longNumbers: boolean;
}

/** Counts the keys as written; those of the parsed value are fewer exactly when one was repeated. */
function scan(text: string): Scan {
  let keys = 0;
  let depth = 0;
  let digits = 0;
  let longNumbers = false;
  for (let at = 0; at < text.length; at++) {
    const code = text.charCodeAt(at);
    if ((code >= DIGIT_0 && code <= DIGIT_9) || code === DOT) {
      digits++;
      continue;
    }
    if (digits > DIGITS_KEPT) longNumbers = true;
    if (code === QUOTE) at = closingQuote(text, at);
    else if (code === COLON) keys++;
    else if (code === BRACE_OPEN || code === BRACKET_OPEN) {
      depth++;
      if (depth > DEEPEST) throw new Fault("body_unreadable", { reason: "json_too_deep" });
    } else if (code === BRACE_CLOSE || code === BRACKET_CLOSE) depth--;
    // After a digit: the "e" of true and false follows a letter.
    else if (digits > 0 && (code === LOWER_E || code === UPPER_E)) longNumbers = true;
    digits = 0;
  }
  return { keys, longNumbers: longNumbers || digits > DIGITS_KEPT };
}

/** The quote that ends the string begun at `start`: the first with an even run of backslashes. */
function closingQuote(text: string, start: number): number {
  let end = start;
  for (;;) {
    end = text.indexOf('"', end + 1);
    let slashes = 0;
    while (text.charCodeAt(end - 1 - slashes) === BACKSLASH) slashes++;
    if (slashes % 2 === 0) return end;
  }
}

/** Recurses at most as deep as `scan` allows. */
function countKeys(value: unknown): number {
  if (typeof value !== "object" || value === null) return 0;
  let keys = 0;
  if (Array.isArray(value)) {
    for (const item of value) keys += countKeys(item);
    return keys;
  }
  const object = value as Record<string, unknown>;
  for (const key of Object.keys(object)) keys += 1 + countKeys(object[key]);
  return keys;
}

/** Only for a text that repeats a key: says which, unescaped, the first in the order sent. */
function duplicateKey(text: string): string {
  const open: Set<string>[] = [];
  let lastString = "";
  for (let at = 0; at < text.length; at++) {
    const code = text.charCodeAt(at);
    if (code === QUOTE) {
      const end = closingQuote(text, at);
      lastString = text.slice(at, end + 1);
      at = end;
    } else if (code === BRACE_OPEN) open.push(new Set());
    else if (code === BRACE_CLOSE) open.pop();
    else if (code === COLON) {
      const key = JSON.parse(lastString) as string;
      const seen = open.at(-1);
      if (seen?.has(key) === true) return key;
      seen?.add(key);
    }
  }
  return lastString;
}
