import { describe, expect, test } from "vitest";
import { useApp } from "../../support/app.ts";
import { makeSource } from "../../support/audience.ts";

const running = useApp();
const PATH = "/v1/user/property";

describe("a call is refused", () => {
  const many = Object.fromEntries(Array.from({ length: 501 }, (_, at) => [`p${at}`, 1]));

  test.for<[string, (euid: number) => unknown, number, string]>([
    [
      "without an EUID",
      () => ({ type: "set", properties: { a: 1 } }),
      40007,
      "EUID cannot be empty",
    ],
    [
      "with null for an EUID",
      () => ({ euid: null, type: "set", properties: { a: 1 } }),
      40007,
      "EUID cannot be empty",
    ],
    [
      'with "" for an EUID',
      () => ({ euid: "", type: "no", properties: {} }),
      40007,
      "EUID cannot be empty",
    ],
    [
      "with an EUID of 0",
      () => ({ euid: 0, type: "set", properties: { a: 1 } }),
      55108,
      "invalid EUID: no such user in this workspace",
    ],
    [
      "with half an EUID",
      () => ({ euid: 1.5, type: "set", properties: { a: 1 } }),
      55108,
      "invalid EUID: no such user in this workspace",
    ],
    [
      "with an EUID past 2^53",
      () => '{"euid":9007199254740993,"type":"set","properties":{"a":1}}',
      55108,
      "invalid EUID: no such user in this workspace",
    ],
    [
      "with letters for an EUID",
      () => ({ euid: "12a", type: "set", properties: { a: 1 } }),
      55108,
      "invalid EUID: no such user in this workspace",
    ],
    [
      "with nobody's EUID",
      () => ({ euid: 1, type: "set", properties: { a: 1 } }),
      55108,
      "invalid EUID: no such user in this workspace",
    ],
    [
      "with nobody's EUID, whatever else is wrong",
      () => ({ euid: 1, type: "no" }),
      55108,
      "invalid EUID: no such user in this workspace",
    ],
    ["without a type", (euid) => ({ euid, properties: { a: 1 } }), 55004, "type is missing"],
    [
      "with a type that is none",
      (euid) => ({ euid, type: "replace", properties: { a: 1 } }),
      55004,
      "type is not valid: it must be one of set, set_once, increase, add, remove, delete",
    ],
    ["without properties", (euid) => ({ euid, type: "set" }), 55004, "properties is missing"],
    [
      "with no properties",
      (euid) => ({ euid, type: "set", properties: {} }),
      55004,
      "properties is not valid: 1 or more items",
    ],
    [
      "with 501 properties",
      (euid) => ({ euid, type: "set", properties: many }),
      55004,
      "properties is not valid: at most 500 items",
    ],
    [
      "with a list of properties",
      (euid) => ({ euid, type: "set", properties: [1] }),
      55004,
      "properties is not valid: it must be of type object",
    ],
    [
      "with a long number of properties",
      (euid) => `{"euid":${euid},"type":"set","properties":1234567890123456789012}`,
      55004,
      "properties is not valid: it must be of type object",
    ],
    [
      "with a field it does not know",
      (euid) => ({ euid, type: "set", property: {}, properties: { a: 1 } }),
      55004,
      "property is not a known field; the nearest is properties",
    ],
    [
      "with a text for a body",
      () => '"set"',
      55004,
      "body is not valid: it must be of type object",
    ],
  ])("%s", async ([, body, code, message]) => {
    const source = await makeSource(running.app);
    const answer = await source.post(PATH, body(await source.newUser()));
    expect(answer).toStrictEqual({ code, message });
  });

  test("for a user of another workspace", async () => {
    const [mine, theirs] = [await makeSource(running.app), await makeSource(running.app)];
    const euid = await theirs.newUser();
    expect(await mine.set(euid, { a: 1 })).toStrictEqual({
      code: 55108,
      message: "invalid EUID: no such user in this workspace",
    });
    expect(await theirs.properties(euid)).toStrictEqual({});
  });
});

describe("an item is refused", () => {
  test("and the others are applied", async () => {
    const source = await makeSource(running.app);
    const euid = await source.newUser();
    await source.set(euid, { n: 1 });
    expect(await source.set(euid, { n: "x", a: 2, "b-c": 3 })).toStrictEqual({
      code: 0,
      message: "partial success",
      rejected: [
        { name: "n", code: 55004, message: "n: NUMBER expected, STRING found" },
        {
          name: "b-c",
          code: 55102,
          message: "invalid user attribute name: b-c: a letter, then up to 63 letters, digits or _",
        },
      ],
    });
    expect(await source.properties(euid)).toStrictEqual({ a: 2, n: 1 });
  });

  test("and where all are, the first one speaks for the call", async () => {
    const source = await makeSource(running.app);
    const euid = await source.newUser();
    expect(await source.set(euid, { a: null, email: 1 })).toStrictEqual({
      code: 55103,
      message: "the value of a is empty",
      rejected: [
        { name: "a", code: 55103, message: "the value of a is empty" },
        {
          name: "email",
          code: 55102,
          message: "invalid user attribute name: email: the name is reserved",
        },
      ],
    });
  });

  test("with its whole name, but no more than a hundred characters of it in the message", async () => {
    const source = await makeSource(running.app);
    const euid = await source.newUser();
    const name = "n".repeat(10_000);
    const { message, rejected } = await source.set(euid, { [name]: 1 });
    expect(message.length).toBeLessThan(220);
    expect(rejected?.[0]?.name).toBe(name);
  });
});
