import { Fault, type FaultParams } from "../kit/fault.ts";
import { codePointCount, longerInNfc } from "../kit/text.ts";
import { hasSlugLetters } from "./slug-letters.ts";

export const base62 = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";
const shortest = 7;
const longestBrand = 100;

// Bytes from here on would favour the first letters: 248 is the last multiple of 62 in a byte.
const evenBytes = 248;

const reserved: ReadonlySet<string> = new Set([
  "api",
  "v1",
  "app",
  "assets",
  "docs",
  "openapi",
  "healthz",
  "readyz",
  "metrics",
  "sw.js",
  "favicon.ico",
  "robots.txt",
  ".well-known",
]);

/**
 * True for the server's own first path segments, in any case: `/Docs` typed by a person and a
 * proxy that folds case must not meet somebody's link.
 */
export function isReserved(slug: string): boolean {
  return reserved.has(slug.toLowerCase());
}

/** Uniform over base62 where the bytes are. `random` hands out that many fresh random bytes. */
export function generateSlug(length: number, random: (bytes: number) => Uint8Array): string {
  let slug = "";
  while (slug.length < length) {
    for (const byte of random(length + 4)) {
      if (byte < evenBytes) slug += base62[byte % 62];
      if (slug.length === length) break;
    }
    if (slug.length === length && isReserved(slug)) slug = "";
  }
  return slug;
}

/**
 * How long the next try should be after so many taken ones. Four in a row are one in a million
 * while 3 % of the space is used, and common only once it fills.
 */
export function lengthFor(collisions: number): number {
  return shortest + Math.floor(collisions / 4);
}

/** The slug in NFC, or a refusal of the field. */
export function parseBrandSlug(text: string, field: string): string {
  const refused = (reason: string, bounds: FaultParams = {}) =>
    new Fault("field_invalid", { field, reason, ...bounds });
  if (!text.isWellFormed()) throw refused("lone_surrogate");
  const trimmed = text.trim();
  if (longerInNfc(trimmed, longestBrand)) throw refused("too_long", { max: longestBrand });
  const slug = trimmed.normalize("NFC");
  if (slug === "") throw refused("too_short", { min: 1 });
  if (codePointCount(slug) > longestBrand) throw refused("too_long", { max: longestBrand });
  if (slug === "." || slug === "..") throw refused("slug_dots");
  if (!hasSlugLetters(slug)) throw refused("slug_letters");
  if (isReserved(slug)) throw refused("slug_reserved");
  return slug;
}

/** False for what no link can be called, so that nobody has to be asked for it. */
export function isPossibleSlug(slug: string): boolean {
  return (
    slug.length <= 2 * longestBrand && codePointCount(slug) <= longestBrand && hasSlugLetters(slug)
  );
}
