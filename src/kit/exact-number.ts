/** JSON that can be written as it stands; the language has it, the library types do not yet. */
interface RawJson {
  readonly rawJSON: string;
}

const { rawJSON } = JSON as unknown as { rawJSON(text: string): RawJson };

/** A JSON number that no double holds: its text is its value. */
export class ExactNumber {
  readonly source: string;

  constructor(source: string) {
    this.source = source;
  }

  toJSON(): RawJson {
    return rawJSON(this.source);
  }
}

/** A decimal taken apart: `digits` × 10^`exponent`, without zeros at either end; zero has no digits. */
export interface Digits {
  readonly negative: boolean;
  readonly digits: string;
  readonly exponent: number;
}

/** Takes the text of a JSON number; linear however long, since the exponent is never written out. */
export function digitsOf(source: string): Digits {
  const negative = source.startsWith("-");
  const mark = source.search(/[eE]/);
  const mantissa = source.slice(negative ? 1 : 0, mark === -1 ? source.length : mark);
  const point = mantissa.indexOf(".");
  const all = point === -1 ? mantissa : mantissa.slice(0, point) + mantissa.slice(point + 1);

  // By hand: /0+$/ takes quadratic time on a long run of zeros that does not reach the end.
  let first = 0;
  while (first < all.length && all[first] === "0") first++;
  let last = all.length;
  while (last > first && all[last - 1] === "0") last--;
  if (first === last) return { negative: false, digits: "", exponent: 0 };

  const places = point === -1 ? 0 : mantissa.length - point - 1;
  const shift = mark === -1 ? 0 : Number(source.slice(mark + 1));
  return { negative, digits: all.slice(first, last), exponent: shift - places + all.length - last };
}

/** True when the double that JSON.parse made of `source` still says the same decimal. */
export function survivesDouble(source: string, value: number): boolean {
  if (!Number.isFinite(value)) return false;
  const text = String(value);
  if (text === source) return true;
  const sent = digitsOf(source);
  const kept = digitsOf(text);
  return sent.digits === kept.digits && sent.exponent === kept.exponent;
}
