import { describe, expect, test } from "vitest";
import { ExactNumber } from "../kit/exact-number.ts";
import { Fault } from "../kit/fault.ts";
import {
  IDENTIFIERS,
  parseEuid,
  parseIdentifierName,
  parseIdentifierValue,
  parseIdentifierValues,
} from "./identity.ts";

function codeOf(act: () => unknown): unknown {
  try {
    act();
  } catch (error) {
    if (error instanceof Fault) return error.code;
    throw error;
  }
  return "accepted";
}

describe("an EUID is", () => {
  test.for<[unknown, number]>([
    [10362473, 10362473],
    ["10362473", 10362473],
    ["0010362473", 10362473],
    [1, 1],
    [2 ** 53 - 1, 2 ** 53 - 1],
    ["9007199254740991", 2 ** 53 - 1],
  ])("read from %j", ([value, euid]) => {
    expect(parseEuid(value)).toBe(euid);
  });

  test.for([undefined, null, ""])("missing: %j", (value) => {
    expect(codeOf(() => parseEuid(value))).toBe("euid_missing");
  });

  test.for<unknown>([
    0,
    -1,
    1.5,
    2 ** 53,
    new ExactNumber("1e400"),
    Number.POSITIVE_INFINITY,
    "0",
    "9007199254740992",
    "99999999999999999999",
    "1.0",
    "1e3",
    "+1",
    "-1",
    " 1",
    "1\n",
    "０",
    "abc",
    true,
    false,
    [],
    [1],
    {},
  ])("nobody's: %j", (value) => {
    expect(codeOf(() => parseEuid(value))).toBe("user_unknown");
  });
});

describe("an identifier value is", () => {
  test.for<[string, unknown, string]>([
    ["kept as sent", " Budi 😀 ", "accepted"],
    ["kept at 256 characters", "😀".repeat(256), "accepted"],
    ["too long at 257 characters", "😀".repeat(257), "identifier_too_long"],
    ["empty", "", "identifier_empty"],
    ["empty when blank", " \t ", "identifier_empty"],
    ["empty when null", null, "identifier_empty"],
    ["wrong as a number", 12, "field_invalid"],
    ["wrong as an object", {}, "field_invalid"],
    ["wrong with NUL", "a\u0000b", "field_invalid"],
    ["wrong with a line break", "a\nb", "field_invalid"],
    ["wrong with half a character", "a\udc00b", "field_invalid"],
  ])("%s", ([, value, expected]) => {
    expect(codeOf(() => parseIdentifierValue(value, "identity_values"))).toBe(expected);
    if (expected === "accepted") expect(parseIdentifierValue(value, "x")).toBe(value);
  });
});

describe("the values of a registration", () => {
  test.for<[string, unknown, string]>([
    ["may be 100", Array(100).fill("a"), "accepted"],
    ["may not be 101", Array(101).fill("a"), "identifiers_too_many"],
    ["may not be none", [], "identifier_empty"],
    ["may not be left out", undefined, "identifier_empty"],
    ["are a list", "a", "field_invalid"],
    ["are no object", { length: 1 }, "field_invalid"],
  ])("%s", ([, values, expected]) => {
    expect(codeOf(() => parseIdentifierValues(values, "identity_values"))).toBe(expected);
  });
});

test("three identifiers have a name, and only the last has several values", () => {
  expect(IDENTIFIERS.map(({ name }) => parseIdentifierName(name))).toEqual([
    "user_id",
    "anonymous_id",
    "registration_id",
  ]);
  expect(IDENTIFIERS.filter(({ several }) => several).map(({ name }) => name)).toEqual([
    "registration_id",
  ]);
  for (const name of ["User_ID", "euid", "", undefined, null, 1, "__proto__"]) {
    expect(codeOf(() => parseIdentifierName(name))).toBe("identifier_name_unknown");
  }
});
