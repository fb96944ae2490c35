import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { ExactNumber } from "../kit/exact-number.ts";
import { Fault } from "../kit/fault.ts";
import { addDecimals, type Decimal, equalDecimals, parseDecimal } from "./decimal.ts";

function parse(source: string): Decimal {
  return parseDecimal(new ExactNumber(source), "gold");
}

function reasonOf(act: () => unknown): unknown {
  try {
    act();
  } catch (error) {
    return error instanceof Fault ? error.params["reason"] : error;
  }
  return "accepted";
}

const nines = "9".repeat(34);

describe("a decimal is kept in one form", () => {
  test.for<[string, Decimal]>([
    ["0", 0],
    ["-0.000", 0],
    ["0e999999", 0],
    ["1.50", 1.5],
    ["150e-2", 1.5],
    ["1e3", 1000],
    ["-9007199254740991", -9007199254740991],
    ["9007199254740991.0", 9007199254740991],
    ["0.1000000000000000055", new ExactNumber("0.1000000000000000055")],
    ["1000000000000000055e-19", new ExactNumber("0.1000000000000000055")],
    ["12345678901234567890.50", new ExactNumber("12345678901234567890.5")],
    [`0.${nines}`, new ExactNumber(`0.${nines}`)],
    ["1e-7", 1e-7],
    ["5e-324", 5e-324],
    ["-1e-400", new ExactNumber(`-0.${"0".repeat(399)}1`)],
  ])("%s", ([source, expected]) => {
    expect(parse(source)).toEqual(expected);
  });
});

describe("a number is refused", () => {
  test.for<[string, string]>([
    ["9007199254740992", "number_range"],
    ["-1e16", "number_range"],
    ["1e400", "number_range"],
    ["1e999999", "number_range"],
    [`1e${"9".repeat(500)}`, "number_range"],
    [`0.${nines}9`, "number_digits"],
    [`1${"0".repeat(33)}.5`, "number_digits"],
    ["1e-401", "number_places"],
    ["1e-999999999", "number_places"],
  ])("%s: %s", ([source, reason]) => {
    expect(reasonOf(() => parse(source))).toBe(reason);
  });

  test("when it is not finite, or an integer that a double may have changed", () => {
    expect(reasonOf(() => parseDecimal(Number.NaN, "gold"))).toBe("number_range");
    expect(reasonOf(() => parseDecimal(Number.POSITIVE_INFINITY, "gold"))).toBe("number_range");
    expect(reasonOf(() => parseDecimal(2 ** 53, "gold"))).toBe("number_range");
  });

  test("and the refusal names the field", () => {
    expect(() => parseDecimal(1e300, "gold")).toThrow(
      expect.objectContaining({ params: expect.objectContaining({ field: "gold" }) }),
    );
  });
});

describe("a sum", () => {
  test("of ten times 0.1 is 1", () => {
    let sum: Decimal = 0;
    for (let i = 0; i < 10; i++) sum = addDecimals(sum, 0.1, "gold");
    expect(sum).toBe(1);
  });

  test.for<[string, string, string]>([
    ["0.1", "0.2", "0.3"],
    ["1", "-1", "0"],
    ["46.2", "-0.2", "46"],
    ["9007199254740990", "1", "9007199254740991"],
    [`0.${nines}`, `-0.${nines}`, "0"],
    ["12345678901234567890.5", "0.25", "12345678901234567890.75"],
  ])("%s + %s is %s", ([left, right, sum]) => {
    expect(addDecimals(parse(left), parse(right), "gold")).toEqual(parse(sum));
  });

  test.for<[string, string, string]>([
    ["9007199254740991", "1", "number_range"],
    ["12345678901234567890.5", "0.5", "number_range"],
    ["9007199254740991", "1e-30", "number_digits"],
    ["1", "1e-400", "number_digits"],
  ])("%s + %s is refused: %s", ([left, right, reason]) => {
    expect(reasonOf(() => addDecimals(parse(left), parse(right), "gold"))).toBe(reason);
  });
});

describe("for all decimals", () => {
  const decimals = fc
    .tuple(fc.bigInt({ min: -(10n ** 15n), max: 10n ** 15n }), fc.nat({ max: 12 }))
    .map(([digits, places]) => parse(`${digits}e-${places}`));

  test("the order of a sum does not matter", () => {
    fc.assert(
      fc.property(decimals, decimals, decimals, (a, b, c) => {
        const add = (x: Decimal, y: Decimal) => addDecimals(x, y, "gold");
        expect(add(a, b)).toEqual(add(b, a));
        expect(add(add(a, b), c)).toEqual(add(a, add(b, c)));
        expect(equalDecimals(add(add(a, b), negated(b)), a)).toBe(true);
      }),
    );
  });

  test("a sum agrees with whole numbers of the smallest place", () => {
    const whole = fc.bigInt({ min: -(10n ** 30n), max: 10n ** 30n });
    fc.assert(
      fc.property(whole, whole, fc.integer({ min: 16, max: 60 }), (a, b, places) => {
        const sum = addDecimals(parse(`${a}e-${places}`), parse(`${b}e-${places}`), "gold");
        expect(sum).toEqual(parse(`${a + b}e-${places}`));
      }),
    );
  });

  test("a value sent again as it is written is the same value", () => {
    fc.assert(
      fc.property(decimals, (value) => {
        expect(parse(JSON.stringify(value))).toEqual(value);
      }),
    );
  });

  function negated(value: Decimal): Decimal {
    const text = JSON.stringify(value);
    return parse(text.startsWith("-") ? text.slice(1) : `-${text}`);
  }
});
