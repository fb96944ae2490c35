import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { ExactNumber } from "../kit/exact-number.ts";
import { parseDecimal } from "./decimal.ts";
import {
  countBytes,
  decodeProfile,
  decodeProperties,
  encodeProperties,
  entryBytes,
  entryBytesAtMost,
  equalValues,
  findValue,
  type PropertyValue,
} from "./property.ts";

const decimals = fc
  .tuple(fc.bigInt({ min: -(10n ** 15n), max: 10n ** 15n }), fc.nat({ max: 19 }))
  .map(([digits, places]) => parseDecimal(new ExactNumber(`${digits}e-${places}`), "gold"));
const texts = fc.string({
  unit: fc.constantFrom("a", "1", "é", "😀", '"', "\\", "\u0001", "\u2028"),
});
const values: fc.Arbitrary<PropertyValue> = fc.oneof(
  texts,
  decimals,
  fc.boolean(),
  fc.array(texts, { maxLength: 5 }),
);
const names = fc.oneof(fc.stringMatching(/^[A-Za-z]\w{0,9}$/), fc.constant("constructor"));
const properties = fc.dictionary(names, values, { noNullPrototype: true });

test("properties are read as they were written", () => {
  fc.assert(
    fc.property(properties, (before) => {
      expect(decodeProperties(encodeProperties(before))).toEqual(before);
    }),
  );
});

test("a number is written with all its digits and without quotes", () => {
  const text = '{"a":0.1000000000000000055,"b":12345678901234567890.5,"c":46.2}';
  expect(encodeProperties(decodeProperties(text))).toBe(text);
});

test("the database's own rendering is read as what was written", () => {
  const text = '{"a": 0.0000001, "b": [1.10, "x"], "c": 0.1000000000000000055}';
  expect(decodeProperties(text)).toEqual({
    a: 1e-7,
    b: [1.1, "x"],
    c: new ExactNumber("0.1000000000000000055"),
  });
});

test("a name of the language has a value only where it was given one", () => {
  expect(findValue({}, "constructor")).toBeUndefined();
  expect(findValue(decodeProperties('{"constructor":1}'), "constructor")).toBe(1);
});

describe("what a profile weighs", () => {
  test("is the length of its JSON in UTF-8", () => {
    fc.assert(
      fc.property(properties, (all) => {
        const written = Buffer.byteLength(encodeProperties(all));
        expect(countBytes(all)).toBe(written === 2 ? 1 : written);
      }),
    );
  });

  test("is never more than its bounds", () => {
    fc.assert(
      fc.property(names, values, (name, value) => {
        expect(entryBytesAtMost(name, value)).toBeGreaterThanOrEqual(entryBytes(name, value));
      }),
    );
    fc.assert(
      fc.property(properties, (all) => {
        const { bytes } = decodeProfile(encodeProperties(all));
        expect(bytes).toBeGreaterThanOrEqual(countBytes(all));
      }),
    );
  });

  test("is exact for a large profile from the start", () => {
    const large = { notes: "x".repeat(100_000) };
    expect(decodeProfile(encodeProperties(large)).bytes).toBe(countBytes(large));
  });
});

describe("two values are equal", () => {
  test("when they are written alike", () => {
    fc.assert(
      fc.property(values, values, (a, b) => {
        expect(equalValues(a, b)).toBe(JSON.stringify(a) === JSON.stringify(b));
        expect(equalValues(a, structuredCopy(a))).toBe(true);
      }),
    );
  });

  function structuredCopy(value: PropertyValue): PropertyValue {
    return decodeProperties(encodeProperties({ value }))["value"] ?? "";
  }
});
