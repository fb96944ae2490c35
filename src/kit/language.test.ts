import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { type Language, languages, pickLanguage } from "./language.ts";

describe("the visitor's language", () => {
  test.for<[string, string | undefined, Language]>([
    ["is English where nothing is said", undefined, "en"],
    ["is English where the header is empty", "", "en"],
    ["is English where anything will do", "*", "en"],
    ["is English where only unknown languages are asked for", "fr, de;q=0.5", "en"],
    ["is Indonesian as asked", "id", "id"],
    ["is Indonesian for Indonesia", "id-ID,id;q=0.9,en-US;q=0.8", "id"],
    ["is Indonesian by its withdrawn code", "in-ID", "id"],
    ["is Korean whatever the case", "KO-kr", "ko"],
    ["is Korean as Java writes it", "ko_KR", "ko"],
    ["is Indonesian as old Java writes it", "in_ID,en_US;q=0.8", "id"],
    ["is Japanese as POSIX writes it", "ja_JP.UTF-8", "ja"],
    ["is the one with the higher weight as Java writes it", "en_US;q=0.4, ko_KR;q=0.9", "ko"],
    ["is Japanese", "ja,en-US;q=0.7,en;q=0.3", "ja"],
    ["is the one with the higher weight", "en;q=0.4, ko;q=0.9", "ko"],
    ["is the first that we speak", "fr;q=1, ja;q=0.8, en;q=0.5", "ja"],
    ["is not one that was ruled out", "ko;q=0, id;q=0.1", "id"],
    ["is English where the header is absurdly long", `ko,${"x".repeat(1_000)}`, "en"],
    ["is Korean in a header just short enough", `ko,${"x".repeat(997)}`, "ko"],
  ])("%s", ([, header, language]) => {
    expect(pickLanguage(header)).toBe(language);
    expect(pickLanguage(header), "asked again").toBe(language);
  });

  test("is one of the four whatever bytes arrive", () => {
    const noise = fc.oneof(
      fc.string({ unit: "binary", maxLength: 1_200 }),
      fc.string({ unit: fc.constantFrom("k", "o", "-", ";", "q", "=", ",", " ", "*", "0", ".") }),
      fc.constantFrom("__proto__", "constructor", "ko;q=__proto__", "toString;q=1"),
    );
    fc.assert(fc.property(noise, (header) => languages.includes(pickLanguage(header))));
  });
});
