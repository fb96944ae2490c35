import { type Digits, digitsOf, ExactNumber, survivesDouble } from "../kit/exact-number.ts";
import { Fault } from "../kit/fault.ts";

const MOST_DIGITS = 34;

/** The smallest double has 324 places; more than this many are refused, so no text explodes. */
const MOST_PLACES = 400;

/**
 * A decimal of at most 34 digits, in its one form: a plain number where the number's own text is
 * that decimal, else an `ExactNumber` with the shortest text that has no exponent.
 */
export type Decimal = number | ExactNumber;

/** `field` is the name that a refusal tells. */
export function parseDecimal(value: number | ExactNumber, field: string): Decimal {
  if (typeof value !== "number") return canonical(digitsOf(value.source), field);
  if (Number.isSafeInteger(value)) return value + 0; // -0 + 0 is 0
  if (Number.isInteger(value) || !Number.isFinite(value)) {
    throw refused(field, "number_range", Number.MAX_SAFE_INTEGER);
  }
  return value;
}

/** Exact, under the same limits as a value that is sent. */
export function addDecimals(left: Decimal, right: Decimal, field: string): Decimal {
  if (Number.isSafeInteger(left) && Number.isSafeInteger(right)) {
    return parseDecimal((left as number) + (right as number), field);
  }
  const a = digitsOf(textOf(left));
  const b = digitsOf(textOf(right));
  const exponent = Math.min(a.exponent, b.exponent);
  const sum = scaled(a, exponent) + scaled(b, exponent);
  return canonical(digitsOf(`${sum}e${exponent}`), field);
}

export function equalDecimals(left: Decimal, right: Decimal): boolean {
  return left === right || textOf(left) === textOf(right);
}

function textOf(decimal: Decimal): string {
  return typeof decimal === "number" ? String(decimal) : decimal.source;
}

function scaled({ negative, digits, exponent }: Digits, to: number): bigint {
  const magnitude = BigInt(digits) * 10n ** BigInt(exponent - to);
  return negative ? -magnitude : magnitude;
}

/** The limits come first: only then is the text written out. */
function canonical(parts: Digits, field: string): Decimal {
  const { negative, digits, exponent } = parts;
  if (digits === "") return 0;
  if (digits.length > MOST_DIGITS) throw refused(field, "number_digits", MOST_DIGITS);
  if (exponent < -MOST_PLACES) throw refused(field, "number_places", MOST_PLACES);
  const sign = negative ? "-" : "";
  if (exponent >= 0) return parseDecimal(Number(`${sign}${digits}e${exponent}`), field);

  const padded = digits.padStart(1 - exponent, "0");
  const text = `${sign}${padded.slice(0, exponent)}.${padded.slice(exponent)}`;
  const double = Number(text);
  return survivesDouble(text, double) ? double : new ExactNumber(text);
}

function refused(field: string, reason: string, max: number): Fault {
  return new Fault("value_invalid", { field, reason, max });
}
