import { describe, expect, test } from "vitest";
import { useApp } from "../../support/app.ts";
import { makeSource, SUCCESS } from "../../support/audience.ts";

const running = useApp({ clock: () => new Date("2026-03-01T05:00:00Z") });
const PATH = "/v1/attribute";
const created_at = "2026-03-01T05:00:00.000Z";

describe("an attribute", () => {
  test("is registered beforehand, with a type and a description", async () => {
    const source = await makeSource(running.app);
    const body = { name: "tier", type: "STRING", description: "gold or silver" };
    expect(await source.post(PATH, body)).toStrictEqual({
      ...SUCCESS,
      data: { ...body, created_at },
    });
    const euid = await source.newUser();
    expect(await source.set(euid, { tier: "2024-01-01 00:00:00" })).toStrictEqual(SUCCESS);
    expect(await source.properties(euid)).toStrictEqual({ tier: "2024-01-01 00:00:00" });
  });

  test("gets its type from its first value, and the list shows it", async () => {
    const source = await makeSource(running.app);
    const euid = await source.newUser();
    await source.set(euid, { s: "a", n: 1, b: false, d: "2024-02-29T12:00:00+07:00", l: ["a"] });
    const row = (name: string, type: string) => ({ name, type, description: "", created_at });
    expect(await source.get(PATH)).toStrictEqual({
      ...SUCCESS,
      data: [
        row("b", "BOOL"),
        row("d", "DATETIME"),
        row("l", "LIST"),
        row("n", "NUMBER"),
        row("s", "STRING"),
      ],
    });
  });

  test("keeps its type after its last value is gone", async () => {
    const source = await makeSource(running.app);
    const euid = await source.newUser();
    await source.set(euid, { n: 1 });
    await source.change(euid, "delete", { n: 0 });
    expect((await source.set(euid, { n: "a" })).code).toBe(55004);
  });

  test("is not registered by an item that is refused", async () => {
    const source = await makeSource(running.app);
    const euid = await source.newUser();
    await source.set(euid, { good: 1, bad: null, odd: {} });
    const { data } = await source.get(PATH);
    expect((data as { name: string }[]).map(({ name }) => name)).toStrictEqual(["good"]);
  });

  test("is described again, and refused with another type", async () => {
    const source = await makeSource(running.app);
    await source.post(PATH, { name: "tier", type: "STRING", description: "one" });
    await source.post(PATH, { name: "tier", type: "STRING" });
    expect((await source.get(PATH)).data).toMatchObject([{ description: "one" }]);
    await source.post(PATH, { name: "tier", type: "STRING", description: "two" });
    expect((await source.get(PATH)).data).toMatchObject([{ description: "two" }]);
    expect(await source.post(PATH, { name: "tier", type: "NUMBER" })).toStrictEqual({
      code: 55004,
      message: "tier: STRING expected, NUMBER found",
    });
  });

  test.for<[string, unknown, number, string]>([
    ["without a name", { type: "STRING" }, 55004, "name is missing"],
    ["without a type", { name: "a" }, 55004, "type is missing"],
    [
      "with a type that is none",
      { name: "a", type: "text" },
      55004,
      "type is not valid: it must be one of STRING, NUMBER, BOOL, DATETIME, LIST",
    ],
    [
      "with a name that is none",
      { name: "a b", type: "STRING" },
      55102,
      "invalid user attribute name: a b: a letter, then up to 63 letters, digits or _",
    ],
    [
      "with a reserved name",
      { name: "Click_Count", type: "NUMBER" },
      55102,
      "invalid user attribute name: Click_Count: the name is reserved",
    ],
    [
      "with the name of another in another case",
      { name: "TIER", type: "STRING" },
      55102,
      "invalid user attribute name: TIER: tier differs from it only in case",
    ],
    [
      "with a long description",
      { name: "a", type: "STRING", description: "x".repeat(1_001) },
      55004,
      "description is not valid: at most 1000 characters",
    ],
    [
      "with a field it does not know",
      { name: "a", type: "STRING", kind: 1 },
      55004,
      "kind is not a known field",
    ],
  ])("is refused %s", async ([, body, code, message]) => {
    const source = await makeSource(running.app);
    await source.post(PATH, { name: "tier", type: "STRING" });
    expect(await source.post(PATH, body)).toStrictEqual({ code, message });
  });
});

describe("a locked registry", () => {
  const refused = (name: string) => ({
    code: 55102,
    message: `invalid user attribute name: ${name}: it is new and the registry is locked`,
  });

  test("refuses new names until it is unlocked; those it has go on", async () => {
    const source = await makeSource(running.app);
    const euid = await source.newUser();
    await source.set(euid, { old: 1 });
    expect(await source.put("/v1/attribute/registry", { locked: true })).toStrictEqual(SUCCESS);
    expect(await source.set(euid, { old: 2, fresh: 1 })).toStrictEqual({
      code: 0,
      message: "partial success",
      rejected: [{ name: "fresh", ...refused("fresh") }],
    });
    expect(await source.post(PATH, { name: "fresh", type: "NUMBER" })).toStrictEqual(
      refused("fresh"),
    );
    expect(await source.put("/v1/attribute/registry", { locked: false })).toStrictEqual(SUCCESS);
    expect(await source.set(euid, { fresh: 1 })).toStrictEqual(SUCCESS);
    expect(await source.properties(euid)).toStrictEqual({ old: 2, fresh: 1 });
  });

  test.for<[string, unknown, string]>([
    ["nothing", {}, "locked is missing"],
    ["a text", { locked: "true" }, "locked is not valid: it must be of type boolean"],
  ])("is not made by %s", async ([, body, message]) => {
    const source = await makeSource(running.app);
    expect(await source.put("/v1/attribute/registry", body)).toStrictEqual({
      code: 55004,
      message,
    });
  });
});

test("a workspace has at most a thousand attributes, exactly, however many come at a time", async () => {
  const source = await makeSource(running.app);
  const euids = await Promise.all(Array.from({ length: 6 }, () => source.newUser()));
  const answers = await Promise.all(
    euids.map((euid, call) =>
      source.set(
        euid,
        Object.fromEntries(Array.from({ length: 200 }, (_, at) => [`a_${call}_${at}`, 1])),
      ),
    ),
  );
  const refused = answers.flatMap(({ rejected = [] }) => rejected);
  expect(refused).toHaveLength(200);
  expect(new Set(refused.map(({ code }) => code))).toStrictEqual(new Set([55004]));
  expect((await source.get(PATH)).data).toHaveLength(1_000);
});
