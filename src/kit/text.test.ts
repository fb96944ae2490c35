import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { byteCount, codePointCount, line, memo, verbatim } from "./text.ts";

const name = { field: "nm", min: 1, max: 5 };
const note = { field: "memo", max: 20 };

describe("a line of text", () => {
  test.for<[string, string, string]>([
    ["is trimmed", " \t김\u3000", "김"],
    ["is put in NFC", "e\u0301", "é"],
    ["is counted in code points", "👩👩👩👩👩", "👩👩👩👩👩"],
  ])("%s", ([, sent, kept]) => {
    expect(line(sent, name)).toBe(kept);
  });

  test.for<[string, string, object]>([
    ["of spaces alone is too short", "   ", { field: "nm", reason: "too_short", min: 1 }],
    ["past its bound is too long", "abcdef", { field: "nm", reason: "too_long", max: 5 }],
    ["holds no line break", "a\nb", { field: "nm", reason: "control_character" }],
    ["holds no line separator", "a\u2028b", { field: "nm", reason: "control_character" }],
    ["holds no NUL", "a\u0000b", { field: "nm", reason: "control_character" }],
    ["holds no C1 control", "a\u0085b", { field: "nm", reason: "control_character" }],
    ["holds no lone surrogate", "a\ud83d", { field: "nm", reason: "lone_surrogate" }],
  ])("%s", ([, sent, params]) => {
    expect(() => line(sent, name)).toThrow(
      expect.objectContaining({ code: "field_invalid", params }),
    );
  });
});

describe("a run of combining marks, which takes NFC quadratic time to sort,", () => {
  const marks = "\u0315\u0300".repeat(2_000_000);

  test.for([line, memo])("is too long before it is sorted", (read) => {
    expect(() => read(`a${marks}`, note)).toThrow(
      expect.objectContaining({ params: { field: "memo", reason: "too_long", max: 20 } }),
    );
  });

  test("may be as long as no character in NFC stands for", () => {
    let most = 0;
    for (let point = 0; point <= 0x10ffff; point++) {
      if (point === 0xd800) point = 0xe000;
      most = Math.max(most, codePointCount(String.fromCodePoint(point).normalize("NFD")));
    }
    expect(most).toBe(4);
    expect(line("\u1f82".normalize("NFD").repeat(5), name)).toBe("\u1f82".repeat(5));
  });
});

describe("a memo", () => {
  test("keeps line breaks, all as one kind, and tabs", () => {
    expect(memo(" a\r\nb\rc\n\td ", note)).toBe("a\nb\nc\n\td");
  });

  test.for(["a\u0000", "a\u001bb", "\u007fa"])("refuses other controls", (sent) => {
    expect(() => memo(sent, note)).toThrow(
      expect.objectContaining({ params: { field: "memo", reason: "control_character" } }),
    );
  });
});

test("a password stays as sent", () => {
  expect(verbatim(" e\u0301\n", { field: "pwd", max: 4 })).toBe(" e\u0301\n");
  expect(() => verbatim("\udc00", { field: "pwd" })).toThrow(
    expect.objectContaining({ params: { field: "pwd", reason: "lone_surrogate" } }),
  );
});

test("code points are counted as JavaScript's own iterator counts them", () => {
  fc.assert(
    fc.property(fc.string({ unit: "binary" }), fc.string({ unit: "grapheme" }), (a, b) => {
      const torn = a + b.slice(1);
      expect(codePointCount(torn)).toBe([...torn].length);
    }),
  );
  expect(codePointCount("\ud83d\ud83d\ude00\ude00")).toBe(3);
});

test("bytes are those of UTF-8", () => {
  expect(byteCount("a김👩")).toBe(8);
});

test("a cleaned line stays itself when cleaned again", () => {
  fc.assert(
    fc.property(fc.string({ unit: "grapheme" }), (sent) => {
      // The generator knows two line breaks of Unicode's own, which no line has.
      const text = sent.replaceAll(/[\u2028\u2029]/g, "");
      const once = line(text, { field: "x" });
      expect(line(once, { field: "x" })).toBe(once);
    }),
  );
});
