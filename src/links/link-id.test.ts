import { randomBytes } from "node:crypto";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { generateSlug, isPossibleSlug, isReserved, lengthFor, parseBrandSlug } from "./link-id.ts";

describe("a generated slug", () => {
  test("has the length asked for, in base62, and is never reserved", () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 12 }), (length) => {
        const slug = generateSlug(length, randomBytes);
        expect(slug).toMatch(new RegExp(`^[0-9A-Za-z]{${length}}$`));
        expect(isPossibleSlug(slug)).toBe(true);
      }),
    );
  });

  test("favours no letter", () => {
    let next = 0;
    const everyByte = (size: number) => Uint8Array.from({ length: size }, () => next++ % 256);
    const counts = new Map<string, number>();
    // 248 letters come of each round of 256 bytes; bytes left of a draw are spent as well.
    for (let i = 0; i < 62 * 256; i++) {
      const letter = generateSlug(1, (size) => everyByte(size).subarray(0, 1));
      counts.set(letter, (counts.get(letter) ?? 0) + 1);
    }
    expect(counts.size).toBe(62);
    const spread = [...counts.values()];
    expect(Math.max(...spread) / Math.min(...spread)).toBeLessThan(1.05);
  });

  test("draws again where chance spells a reserved word", () => {
    const letters = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";
    const draws = ["metrics", "HealthZ", "Kq2dA7x"].map((word) =>
      Uint8Array.from(word, (letter) => letters.indexOf(letter)),
    );
    expect(generateSlug(7, () => draws.shift() ?? new Uint8Array())).toBe("Kq2dA7x");
  });

  test("grows only after a run of taken ones", () => {
    expect([0, 1, 3, 4, 7, 8].map(lengthFor)).toEqual([7, 7, 7, 8, 8, 9]);
  });
});

describe("a brand slug", () => {
  test.for<[string, string]>([
    ["summer-2026_v1.0", "summer-2026_v1.0"],
    ["Summer", "Summer"],
    [" 여름세일 ", "여름세일"],
    ["여름".normalize("NFD"), "여름"],
    ["e\u0301te\u0301", "été"],
    ["ลดราคา๕๐", "ลดราคา๕๐"],
    ["हिन्दी", "हिन्दी"],
    ["می\u200cروم", "می\u200cروم"],
    ["کتاب\u200cها-1", "کتاب\u200cها-1"],
    ["क\u094d\u200dष", "क\u094d\u200dष"],
    ["क\u094d\u200cष", "क\u094d\u200cष"],
    ["ශ\u0dca\u200dරී", "ශ\u0dca\u200dරී"],
    ["ന\u0d4d\u200dമ", "ന\u0d4d\u200dമ"],
    ["kopi-می\u200cروم.می\u200cروم", "kopi-می\u200cروم.می\u200cروم"],
    ["☕kopi", "☕kopi"],
    ["kopi☕", "kopi☕"],
    ["👩", "👩"],
    ["👨\u200d👩\u200d👧", "👨\u200d👩\u200d👧"],
    ["keluarga-👨\u200d👩\u200d👧.1", "keluarga-👨\u200d👩\u200d👧.1"],
    ["❤\ufe0f\u200d🔥", "❤\ufe0f\u200d🔥"],
    ["🇮🇩", "🇮🇩"],
    ["1\ufe0f\u20e3", "1\ufe0f\u20e3"],
    ["👍🏽", "👍🏽"],
    ["🏴󠁧󠁢󠁥󠁮󠁧󠁿", "🏴󠁧󠁢󠁥󠁮󠁧󠁿"],
    ["...", "..."],
    ["a".repeat(100), "a".repeat(100)],
    ["𠮷".repeat(100), "𠮷".repeat(100)],
  ])("%s is kept as %s", ([text, slug]) => {
    expect(parseBrandSlug(text, "brandLinkId")).toBe(slug);
    expect(isPossibleSlug(slug)).toBe(true);
  });

  test.for<[string, string]>([
    ["", "too_short"],
    ["   ", "too_short"],
    ["a".repeat(101), "too_long"],
    [".", "slug_dots"],
    ["..", "slug_dots"],
    ["a~b", "slug_letters"],
    ["a/b", "slug_letters"],
    ["a b", "slug_letters"],
    ["a%20b", "slug_letters"],
    ["a\u0000", "slug_letters"],
    ["a\u200db", "slug_letters"],
    ["\u0301a", "slug_letters"],
    ["kopi\u200d", "slug_letters"],
    ["\u200ckopi", "slug_letters"],
    ["می\u200c", "slug_letters"],
    ["ا\u200cب", "slug_letters"],
    ["می\u200c\u200cروم", "slug_letters"],
    ["می\u200c-روم", "slug_letters"],
    ["क\u200dष", "slug_letters"],
    ["क\u094d\u200d", "slug_letters"],
    ["क\u094d\u200d☕", "slug_letters"],
    ["한\u200d글", "slug_letters"],
    ["👩\u200d", "slug_letters"],
    ["👩\u200da", "slug_letters"],
    ["👩\u200d☕", "slug_letters"],
    ["☕\u200c", "slug_letters"],
    ["🇮", "slug_letters"],
    ["©", "slug_letters"],
    ["kopi\u200bsusu", "slug_letters"],
    ["\ud83d", "lone_surrogate"],
    ["api", "slug_reserved"],
    ["API", "slug_reserved"],
    ["sw.js", "slug_reserved"],
    [".well-known", "slug_reserved"],
  ])("%j is refused: %s", ([text, reason]) => {
    expect(() => parseBrandSlug(text, "brandLinkId")).toThrow(
      expect.objectContaining({
        code: "field_invalid",
        params: expect.objectContaining({ field: "brandLinkId", reason }),
      }),
    );
  });

  test("of the longest emoji is read at once, a wrong end too", () => {
    const family = "👨\u200d👩\u200d👧\u200d👦";
    const begin = performance.now();
    expect(isPossibleSlug(family.repeat(14))).toBe(true);
    expect(isPossibleSlug(`${family.repeat(14)}!`)).toBe(false);
    expect(isPossibleSlug("👨\u200d".repeat(49))).toBe(false);
    expect(isPossibleSlug(`${"می\u200c".repeat(33)}`)).toBe(false);
    expect(performance.now() - begin).toBeLessThan(100);
  });

  test("parses to itself once parsed, whatever was sent", () => {
    fc.assert(
      fc.property(fc.string({ unit: "grapheme" }), (text) => {
        let slug: string;
        try {
          slug = parseBrandSlug(text, "brandLinkId");
        } catch {
          return;
        }
        expect(parseBrandSlug(slug, "brandLinkId")).toBe(slug);
        expect(isPossibleSlug(slug)).toBe(true);
        expect(isReserved(slug)).toBe(false);
      }),
    );
  });
});
