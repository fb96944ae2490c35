import { base62 } from "./link-id.ts";

const base = BigInt(base62.length);

/** A number in letters and digits, without zeros in front; "" for 0. */
export function toBase62(value: bigint): string {
  let text = "";
  for (let rest = value; rest > 0n; rest /= base) text = base62.charAt(Number(rest % base)) + text;
  return text;
}

/** The text holds letters and digits alone. */
export function fromBase62(text: string): bigint {
  let value = 0n;
  for (const letter of text) value = value * base + BigInt(base62.indexOf(letter));
  return value;
}
