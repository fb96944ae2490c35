import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { visitLanguage } from "./visit-language.ts";

describe("the language of a visit", () => {
  test.for<[string, string, string]>([
    ["is the one that is named", "ko", "ko"],
    ["is known without its country", "id-ID,id;q=0.9,en-US;q=0.8,en;q=0.7", "id"],
    ["is known without its script", "zh-Hant-TW,zh;q=0.9", "zh"],
    ["is lower-case", "EN-us", "en"],
    ["has three letters where it has no two", "fil-PH,fil;q=0.9", "fil"],
    ["is the one with the highest weight", "en;q=0.4, ko;q=0.9", "ko"],
    ["is the first of equals", "ja,en", "ja"],
    ["is not one that is ruled out", "ko;q=0, id;q=0.1", "id"],
    ["is read with spaces", " fr-CH , fr ; q=0.9", "fr"],
    ["is Indonesian by its withdrawn code", "in-ID", "id"],
    ["is known as Java writes it", "ko_KR,en_US;q=0.8", "ko"],
    ["is known with a script as Java writes it", "zh_TW_#Hant", "zh"],
    ["is known as POSIX writes it", "ja_JP.UTF-8", "ja"],
    ["is Indonesian by its withdrawn code as Java writes it", "in_ID", "id"],
    ["is Hebrew by its withdrawn code", "iw-IL", "he"],
    ["is none where nothing is said", "", ""],
    ["is none where any will do", "*", ""],
    ["is the one beside any", "*;q=0.1,ms;q=0.5", "ms"],
    ["is none of an operating system", "C", ""],
    ["is none in noise", "!!;;==,,", ""],
    ["is none where the name is too long", "english", ""],
    ["is read from a header that was cut in a weight", "pt-BR,pt;q=0.9,en-US;q=0", "pt"],
    ["is the first in 64 KiB", `th,${"x".repeat(65_536)}`, "th"],
  ])("%s", ([, header, language]) => {
    expect(visitLanguage(header)).toBe(language);
  });

  test("is two or three letters or nothing, whatever bytes arrive", () => {
    const noise = fc.oneof(
      fc.string({ unit: fc.nat({ max: 255 }).map((it) => String.fromCharCode(it)) }),
      fc.string({ unit: fc.constantFrom("k", "o", "-", ";", "q", "=", ",", " ", "*", "0", ".") }),
      fc.constantFrom("__proto__", "constructor", "toString;q=1"),
    );
    fc.assert(fc.property(noise, (header) => /^(?:[a-z]{2,3})?$/.test(visitLanguage(header))));
  });
});
