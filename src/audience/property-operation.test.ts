import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { ExactNumber } from "../kit/exact-number.ts";
import type { AttributeType, Registry } from "./attribute.ts";
import { usualLimits } from "./profile-draft.ts";
import { emptyProfile, findValue, type Profile, type Properties } from "./property.ts";
import { apply, type OperationType, type Outcome } from "./property-operation.ts";

const known: Readonly<Record<string, AttributeType>> = {
  gold: "NUMBER",
  nick: "STRING",
  vip: "BOOL",
  seen: "DATETIME",
  tags: "LIST",
};

const had: Properties = {
  gold: 5,
  nick: "Budi",
  vip: false,
  seen: "2023-12-11T17:56:23Z",
  tags: ["a", "b"],
};

function registryOf(types: Readonly<Record<string, AttributeType>>, locked = false): Registry {
  const byName = new Map(Object.entries(types));
  const byLowerCase = new Map([...byName.keys()].map((name) => [name.toLowerCase(), name]));
  return {
    size: byName.size,
    locked,
    get: (name) => byName.get(name),
    getByLowerCase: (lower) => byLowerCase.get(lower),
  };
}

function profileOf(properties: Properties): Profile {
  return { ...emptyProfile, properties, counted: false };
}

function run(
  before: Properties,
  type: OperationType,
  properties: Readonly<Record<string, unknown>>,
  registry = registryOf(known),
): Outcome {
  const around = { registry, zone: "Asia/Jakarta", limits: usualLimits };
  return apply(profileOf(before), { type, properties }, around);
}

/** Of one item: the value it leaves, or why it was refused. */
function one(type: OperationType, name: string, value: unknown, before = had): unknown {
  const { after, refused } = run(before, type, { [name]: value });
  const fault = refused[0]?.fault;
  if (fault === undefined)
    return Object.hasOwn(after.properties, name) ? after.properties[name] : null;
  expect(after.properties).toEqual(before);
  return [
    fault.code,
    ...Object.values(fault.params).filter((each) => each !== null && each !== name),
  ];
}

const exact = new ExactNumber("0.1000000000000000055");

describe("set", () => {
  test.for<[string, unknown, unknown]>([
    ["gold", 46.2, 46.2],
    ["gold", 0, 0],
    ["gold", exact, exact],
    ["nick", "2023-12-12 00:56:23", "2023-12-12 00:56:23"],
    ["vip", true, true],
    ["seen", "2024-01-01 07:00:00", "2024-01-01T00:00:00Z"],
    ["tags", ["b", "b"], ["b", "b"]],
    ["fresh", "refef", "refef"],
    ["fresh", "2023-12-12 00:56:23", "2023-12-11T17:56:23Z"],
    ["constructor", "x", "x"],
  ])("%s to %j", ([name, value, expected]) => {
    expect(one("set", name, value)).toEqual(expected);
  });

  test.for<[string, unknown, unknown]>([
    ["gold", null, ["value_missing"]],
    ["nick", "", ["value_missing"]],
    ["tags", [], ["value_missing"]],
    ["gold", "1", ["value_type_wrong", "NUMBER", "STRING"]],
    ["nick", 1, ["value_type_wrong", "STRING", "NUMBER"]],
    ["nick", exact, ["value_type_wrong", "STRING", "NUMBER"]],
    ["nick", {}, ["value_type_wrong", "STRING", "OBJECT"]],
    ["vip", 0, ["value_type_wrong", "BOOL", "NUMBER"]],
    ["vip", ["a"], ["value_type_wrong", "BOOL", "LIST"]],
    ["seen", "soon", ["value_type_wrong", "DATETIME", "STRING"]],
    ["seen", "2023-02-30 00:00:00", ["value_invalid", "datetime_impossible"]],
    ["seen", true, ["value_type_wrong", "DATETIME", "BOOL"]],
    ["tags", "a", ["value_type_wrong", "LIST", "STRING"]],
    ["tags", ["a", 1], ["value_invalid", "list_item_not_text"]],
    ["tags", ["a", null], ["value_invalid", "list_item_not_text"]],
    ["tags", Array(501).fill("a"), ["value_invalid", "too_many", 500]],
    ["tags", ["x".repeat(257)], ["value_invalid", "list_item_too_long", 256]],
    ["nick", "x".repeat(4001), ["value_invalid", "too_long", 4000]],
    ["nick", "a\u0000b", ["value_invalid", "text_nul"]],
    ["nick", "a\ud800", ["value_invalid", "lone_surrogate"]],
    ["tags", ["\udfff"], ["value_invalid", "lone_surrogate"]],
    ["gold", 2 ** 53, ["value_invalid", "number_range", 2 ** 53 - 1]],
    ["gold", new ExactNumber("1e-401"), ["value_invalid", "number_places", 400]],
    ["fresh", {}, ["value_invalid", "value_kind"]],
    ["fresh", [["a"]], ["value_invalid", "list_item_not_text"]],
    ["__proto__", 1, ["attribute_name_invalid", "attribute_name_form"]],
    ["email", "a@b", ["attribute_name_invalid", "attribute_name_reserved"]],
    ["GOLD", 1, ["attribute_name_invalid", "attribute_name_case", "gold"]],
  ])("%s to %j is refused", ([name, value, expected]) => {
    expect(one("set", name, value)).toEqual(expected);
  });

  test("takes texts and lists up to their limits, in characters", () => {
    const text = "😀".repeat(4000);
    expect(one("set", "nick", text)).toBe(text);
    const list = ["😀".repeat(256), ...Array(499).fill("x".repeat(256))];
    expect(one("set", "tags", list)).toEqual(list);
  });

  test("to the value it has is no change", () => {
    const { after, changes } = run(had, "set", { gold: 5, tags: ["a", "b"], vip: false });
    expect(changes).toEqual([]);
    expect(after.properties).toBe(had);
  });
});

describe("set_once", () => {
  test("writes only where there is no value, and 0 and false are values", () => {
    const { after, changes, refused } = run({ gold: 0, vip: false }, "set_once", {
      gold: 7,
      vip: true,
      nick: "Budi",
    });
    expect(refused).toEqual([]);
    expect(after.properties).toEqual({ gold: 0, vip: false, nick: "Budi" });
    expect(changes).toEqual([{ name: "nick", old: null, new: "Budi" }]);
  });

  test("refuses a wrong value even where it would not write it", () => {
    expect(one("set_once", "gold", "7")).toEqual(["value_type_wrong", "NUMBER", "STRING"]);
  });
});

describe("increase", () => {
  test.for<[string, unknown, unknown]>([
    ["gold", 1.5, 6.5],
    ["gold", -7, -2],
    ["gold", 0, 5],
    ["gold", exact, new ExactNumber("5.1000000000000000055")],
    ["fresh", -0.5, -0.5],
    ["fresh", 0, 0],
    ["gold", "1", ["value_type_wrong", "NUMBER", "STRING"]],
    ["gold", null, ["value_missing"]],
    ["gold", "", ["value_missing"]],
    ["gold", [1], ["value_type_wrong", "NUMBER", "LIST"]],
    ["nick", 1, ["value_type_wrong", "NUMBER", "STRING"]],
    ["vip", 1, ["value_type_wrong", "NUMBER", "BOOL"]],
    ["gold", 2 ** 53 - 1, ["value_invalid", "number_range", 2 ** 53 - 1]],
  ])("%s by %j", ([name, by, expected]) => {
    expect(one("increase", name, by)).toEqual(expected);
  });

  test("ten times by 0.1 gives 1", () => {
    let properties: Properties = {};
    for (let i = 0; i < 10; i++)
      properties = run(properties, "increase", { gold: 0.1 }).after.properties;
    expect(properties).toEqual({ gold: 1 });
  });

  test("is refused for an attribute that is not NUMBER, value or none", () => {
    expect(one("increase", "nick", 1, {})).toEqual(["value_type_wrong", "NUMBER", "STRING"]);
  });
});

describe("add and remove", () => {
  test.for<[OperationType, string, unknown, unknown]>([
    ["add", "tags", "c", ["a", "b", "c"]],
    ["add", "tags", ["c", "a", "c"], ["a", "b", "c"]],
    ["add", "tags", "a", ["a", "b"]],
    ["add", "fresh", "2023-12-12 00:56:23", ["2023-12-12 00:56:23"]],
    ["add", "fresh", ["x", "x", "y"], ["x", "y"]],
    ["add", "tags", "", ["value_missing"]],
    ["add", "tags", [], ["value_missing"]],
    ["add", "tags", 1, ["value_type_wrong", "LIST", "NUMBER"]],
    ["add", "tags", [1], ["value_invalid", "list_item_not_text"]],
    ["add", "nick", "c", ["value_type_wrong", "LIST", "STRING"]],
    ["add", "tags", "x".repeat(257), ["value_invalid", "list_item_too_long", 256]],
    ["add", "tags", numbered(499), ["value_invalid", "too_many", 500]],
    ["add", "tags", numbered(498), ["a", "b", ...numbered(498)]],
    ["remove", "tags", "a", ["b"]],
    ["remove", "tags", ["a", "z"], ["b"]],
    ["remove", "tags", ["a", "b"], []],
    ["remove", "fresh", "a", null],
    ["remove", "nick", "a", ["value_type_wrong", "LIST", "STRING"]],
    ["remove", "tags", null, ["value_missing"]],
    ["remove", "tags", {}, ["value_type_wrong", "LIST", "OBJECT"]],
  ])("%s %s %j", ([type, name, value, expected]) => {
    expect(one(type, name, value)).toEqual(expected);
  });

  function numbered(count: number): string[] {
    return Array.from({ length: count }, (_, at) => `n${at}`);
  }

  const members = fc.array(fc.string({ minLength: 1, maxLength: 3 }), {
    minLength: 1,
    maxLength: 9,
  });
  const clean = members.filter((all) => all.every((text) => !text.includes("\0")));

  test("adding twice is adding once, and removing what was added leaves none of it", () => {
    fc.assert(
      fc.property(clean, clean, (first, some) => {
        const before = run({}, "set", { tags: first }).after.properties;
        const added = run(before, "add", { tags: some }).after.properties;
        expect(added["tags"]).toEqual([...new Set([...first, ...some])]);
        expect(run(added, "add", { tags: some }).changes).toEqual([]);
        const left = run(added, "remove", { tags: some }).after.properties["tags"] ?? [];
        expect(left).toEqual([...new Set(first)].filter((text) => !some.includes(text)));
      }),
    );
  });
});

describe("delete", () => {
  test("removes the value whatever the body says, and missing is no error", () => {
    const { after, changes, refused, newAttributes } = run(had, "delete", {
      gold: null,
      nick: {},
      fresh: "",
      tags: ["a"],
    });
    expect(refused).toEqual([]);
    expect(newAttributes).toEqual([]);
    expect(after.properties).toEqual({ vip: false, seen: "2023-12-11T17:56:23Z" });
    expect(changes.map(({ name, new: now }) => [name, now])).toEqual([
      ["gold", null],
      ["nick", null],
      ["tags", null],
    ]);
  });

  test("of what can be no attribute is refused", () => {
    expect(one("delete", "1st", 1)).toEqual(["attribute_name_invalid", "attribute_name_form"]);
    expect(one("delete", "Gold", 1)).toEqual([
      "attribute_name_invalid",
      "attribute_name_case",
      "gold",
    ]);
  });
});

test("whatever is sent, each item is applied or refused, and what went before is untouched", () => {
  const value = fc.oneof(
    fc.anything({ withNullPrototype: true, maxDepth: 2 }),
    fc.double().map((number) => new ExactNumber(`${Number.isFinite(number) ? number : 1}`)),
    fc.constantFrom("2023-12-12 00:56:23", "2023-02-30 00:00:00", "", 0.1, 5, ["a"]),
  );
  const name = fc.oneof(fc.constantFrom(...Object.keys(known), "GOLD", "fresh", "x1"), fc.string());
  const type = fc.constantFrom<OperationType[]>(
    "set",
    "set_once",
    "increase",
    "add",
    "remove",
    "delete",
  );
  const before = Object.freeze(structuredClone(had));
  fc.assert(
    fc.property(type, fc.dictionary(name, value), (operation, properties) => {
      const { after, changes, refused, newAttributes } = run(before, operation, properties);
      expect(before).toEqual(had);
      const touched = new Set(changes.map((change) => change.name));
      for (const refusal of refused) expect(touched.has(refusal.name)).toBe(false);
      for (const attribute of newAttributes) expect(touched.has(attribute.name)).toBe(true);
      for (const change of changes) {
        expect(findValue(after.properties, change.name) ?? null).toEqual(change.new);
        expect(findValue(had, change.name) ?? null).toEqual(change.old);
      }
    }),
    { numRuns: 1_000 },
  );
});
