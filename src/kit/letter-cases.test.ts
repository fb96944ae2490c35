import { expect, test } from "vitest";
import { letterCases } from "./letter-cases.ts";

test.for<[letter: string, cases: string]>([
  ["a", "aA"],
  ["Ì", "Ìì"],
  ["i", "iIİı"],
  ["ı", "iIİı"],
  ["ς", "σςΣ"],
  ["ж", "жЖ"],
  ["ß", "ß"],
  ["ǆ", "ǆǄ"],
  ["𐐨", "𐐨𐐀"],
  ["커", "커"],
  ["-", "-"],
  ["1", "1"],
])("%s is found as any of %s", ([letter, cases]) => {
  expect(letterCases(letter).join("")).toBe(cases);
});
