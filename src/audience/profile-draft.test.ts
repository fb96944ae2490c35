import fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { AttributeType, Registry } from "./attribute.ts";
import {
  countBytes,
  decodeProfile,
  emptyProfile,
  encodeProperties,
  type Profile,
} from "./property.ts";
import { apply, type OperationType, type Outcome } from "./property-operation.ts";

interface Workspace {
  readonly known?: Readonly<Record<string, AttributeType>>;
  readonly locked?: boolean;
  readonly attributes?: number;
  readonly profileBytes?: number;
}

function run(
  before: Profile,
  [type, properties]: readonly [OperationType, Readonly<Record<string, unknown>>],
  { known = {}, locked = false, attributes = 1_000, profileBytes = 1_000_000 }: Workspace,
): Outcome {
  const names = Object.keys(known);
  const registry: Registry = {
    size: names.length,
    locked,
    get: (name) => (Object.hasOwn(known, name) ? known[name] : undefined),
    getByLowerCase: (lower) => names.find((name) => name.toLowerCase() === lower),
  };
  const around = { registry, zone: "UTC", limits: { attributes, profileBytes } };
  return apply(before, { type, properties }, around);
}

function refusals(outcome: Outcome): unknown {
  return outcome.refused.map(({ name, fault }) => [name, fault.code]);
}

describe("a name seen for the first time", () => {
  test.for<[OperationType, unknown, AttributeType[]]>([
    ["set", "x", ["STRING"]],
    ["set", 1, ["NUMBER"]],
    ["set", false, ["BOOL"]],
    ["set", "2023-12-12 00:56:23", ["DATETIME"]],
    ["set", ["x"], ["LIST"]],
    ["set_once", 1, ["NUMBER"]],
    ["increase", 1, ["NUMBER"]],
    ["add", "2023-12-12 00:56:23", ["LIST"]],
    ["remove", "x", []],
    ["delete", "x", []],
    ["set", null, []],
  ])("by %s %j registers %j", ([type, value, types]) => {
    const { newAttributes } = run(emptyProfile, [type, { fresh: value }], {});
    expect(newAttributes).toEqual(types.map((each) => ({ name: "fresh", type: each })));
  });

  test("is refused by a locked registry, while known names go on", () => {
    const outcome = run(emptyProfile, ["set", { gold: 1, fresh: 1 }], {
      known: { gold: "NUMBER" },
      locked: true,
    });
    expect(refusals(outcome)).toEqual([["fresh", "attribute_locked"]]);
    expect(outcome.after.properties).toEqual({ gold: 1 });
    const harmless = run(emptyProfile, ["delete", { fresh: 1 }], { locked: true });
    expect(refusals(harmless)).toEqual([]);
  });

  test("counts for the items after it", () => {
    const outcome = run(emptyProfile, ["set", { a: 1, b: null, c: 2, d: 3, a1: 4 }], {
      known: { z: "BOOL" },
      attributes: 3,
    });
    expect(outcome.newAttributes.map(({ name }) => name)).toEqual(["a", "c"]);
    expect(refusals(outcome)).toEqual([
      ["b", "value_missing"],
      ["d", "attributes_too_many"],
      ["a1", "attributes_too_many"],
    ]);
  });

  test("takes its name in every case, unless it was refused", () => {
    const outcome = run(emptyProfile, ["set", { Gold: 1, gold: 2, Silver: null, silver: 3 }], {});
    expect(refusals(outcome)).toEqual([
      ["gold", "attribute_name_invalid"],
      ["Silver", "value_missing"],
    ]);
    expect(outcome.after.properties).toEqual({ Gold: 1, silver: 3 });
  });
});

describe("a profile of limited size", () => {
  const before = decodeProfile('{"a":"12345","b":"12345"}'); // 25 bytes

  test.for<[number, Record<string, unknown>, string[]]>([
    [25, { a: "54321" }, []],
    [25, { a: "123456" }, ["a"]],
    [26, { a: "123456" }, []],
    [26, { a: "éé345" }, ["a"]],
    [31, { c: 1 }, []],
    [30, { c: 1 }, ["c"]],
    [31, { c: 12, d: 1 }, ["c"]],
    [31, { c: 1, d: 1 }, ["d"]],
    [10, { a: "1" }, []],
    [10, { a: "54321" }, []],
  ])("of %i bytes, given %j, refuses %j", ([profileBytes, properties, expected]) => {
    const outcome = run(before, ["set", properties], {
      known: { a: "STRING", b: "STRING" },
      profileBytes,
    });
    expect(outcome.refused.map(({ name }) => name)).toEqual(expected);
    for (const { fault } of outcome.refused) expect(fault.code).toBe("profile_too_large");
    expect(outcome.newAttributes.map(({ name }) => name)).toEqual(
      Object.keys(properties).filter((name) => "cd".includes(name) && !expected.includes(name)),
    );
  });

  test("has room again for what was deleted", () => {
    const set = ["set", { a: "x".repeat(20) }] as const;
    const profileBytes = 30;
    const full = run(emptyProfile, set, { profileBytes }).after;
    const empty = run(full, ["delete", { a: null }], { profileBytes }).after;
    expect(run(empty, set, { profileBytes }).refused).toEqual([]);
  });

  test("never grows past it, and refuses only what would", () => {
    const sizes = fc.record({
      name: fc.constantFrom("a", "b", "c", "d"),
      size: fc.nat({ max: 60 }),
    });
    fc.assert(
      fc.property(fc.array(sizes, { maxLength: 30 }), (steps) => {
        const max = 100;
        let profile: Profile = emptyProfile;
        for (const { name, size } of steps) {
          const value = "é".repeat(size);
          const step =
            size === 0
              ? (["delete", { [name]: 1 }] as const)
              : (["set", { [name]: value }] as const);
          const outcome = run(profile, step, { profileBytes: max });
          const wanted = { ...profile.properties, [name]: value };
          expect(outcome.refused.length === 1).toBe(size > 0 && countBytes(wanted) > max);
          profile = outcome.after;
          expect(profile.bytes).toBeGreaterThanOrEqual(countBytes(profile.properties));
          expect(countBytes(profile.properties)).toBeLessThanOrEqual(max);
          if (size % 7 === 3) profile = decodeProfile(encodeProperties(profile.properties));
        }
      }),
    );
  });
});
