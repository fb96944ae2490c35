import { describe, expect, test } from "vitest";
import { sql } from "../../../src/db/sql.ts";
import { useApp } from "../../support/app.ts";
import { makeSource, SUCCESS } from "../../support/audience.ts";

const running = useApp();
const PATH = "/v1/user/property";

describe("the reference call", () => {
  test("sets three values, which read back as they were sent, with their history", async () => {
    const source = await makeSource(running.app);
    const euid = await source.newUser();
    const properties = {
      user_number_once: 46.2,
      user_string_once: "refef",
      user_datetime_once: "2023-12-12 00:56:23",
    };
    expect(await source.post(PATH, { euid, type: "set", properties })).toStrictEqual(SUCCESS);
    expect(await source.properties(euid)).toStrictEqual(properties);
    const { id } = source.workspace.context.workspace;
    const history = await running.app.context.db.all(sql`
      select operation, changes, data_source_id is not null as sourced
        from property_change where workspace_id = ${id}::bigint and euid = ${euid}::bigint`);
    const change = (name: string, value: unknown) => ({ name, old: null, new: value });
    expect(history).toStrictEqual([
      {
        operation: "set",
        changes: [
          change("user_number_once", 46.2),
          change("user_string_once", "refef"),
          change("user_datetime_once", "2023-12-11T17:56:23Z"), // midnight in Jakarta
        ],
        sourced: true,
      },
    ]);
  });

  test("takes the EUID as digits in a text", async () => {
    const source = await makeSource(running.app);
    const euid = await source.newUser();
    const body = { euid: String(euid), type: "set", properties: { a: 1 } };
    expect(await source.post(PATH, body)).toStrictEqual(SUCCESS);
    expect(await source.properties(euid)).toStrictEqual({ a: 1 });
  });

  test("leaves no history where nothing changed", async () => {
    const source = await makeSource(running.app);
    const euid = await source.newUser();
    await source.set(euid, { a: 1 });
    await source.set(euid, { a: 1 });
    await source.change(euid, "delete", { b: null });
    const { id } = source.workspace.context.workspace;
    const rows = await running.app.context.db.run(sql`
      select change_id from property_change
       where workspace_id = ${id}::bigint and euid = ${euid}::bigint`);
    expect(rows).toBe(1);
  });
});

/** What a user had, what was done, what the user has then. */
type Row = readonly [string, object, string, object, object];

describe("an operation", () => {
  test.for<Row>([
    ["set overwrites", { n: 1, s: "a" }, "set", { n: 2 }, { n: 2, s: "a" }],
    ["set takes 0 and false", {}, "set", { n: 0, b: false }, { n: 0, b: false }],
    ["set_once fills a gap", {}, "set_once", { n: 2 }, { n: 2 }],
    ["set_once leaves a value", { n: 1 }, "set_once", { n: 2 }, { n: 1 }],
    ["set_once leaves a 0", { n: 0 }, "set_once", { n: 2 }, { n: 0 }],
    ["increase adds", { n: 1.5 }, "increase", { n: -2.25 }, { n: -0.75 }],
    ["increase counts a missing value as 0", {}, "increase", { n: 3 }, { n: 3 }],
    [
      "add appends, once each",
      { l: ["a", "b"] },
      "add",
      { l: ["b", "c", "c"] },
      { l: ["a", "b", "c"] },
    ],
    ["add takes one text", { l: ["a"] }, "add", { l: "b" }, { l: ["a", "b"] }],
    ["add starts a list", {}, "add", { l: "a" }, { l: ["a"] }],
    ["remove takes out", { l: ["a", "b", "c"] }, "remove", { l: ["c", "a"] }, { l: ["b"] }],
    ["remove does not mind what is absent", { l: ["a"] }, "remove", { l: "z" }, { l: ["a"] }],
    ["remove of the last leaves no value", { l: ["a"] }, "remove", { l: "a" }, {}],
    ["delete removes the value", { n: 1, s: "a" }, "delete", { n: "whatever" }, { s: "a" }],
    ["delete does not mind what is missing", { n: 1 }, "delete", { z: 1 }, { n: 1 }],
    [
      "__proto__-like names are mere names",
      {},
      "set",
      { constructor: 1, toString: "x" },
      { constructor: 1, toString: "x" },
    ],
  ])("%s", async ([, before, type, properties, after]) => {
    const source = await makeSource(running.app);
    const euid = await source.newUser();
    if (Object.keys(before).length > 0) await source.set(euid, before);
    expect(await source.change(euid, type, properties)).toStrictEqual(SUCCESS);
    expect(await source.properties(euid)).toStrictEqual(after);
  });

  test("increase is exact: a tenth ten times is one", async () => {
    const source = await makeSource(running.app);
    const euid = await source.newUser();
    for (let time = 0; time < 10; time += 1) await source.change(euid, "increase", { n: 0.1 });
    expect(await source.properties(euid)).toStrictEqual({ n: 1 });
  });

  test("numbers of 34 digits come back digit for digit", async () => {
    const source = await makeSource(running.app);
    const euid = await source.newUser();
    const digits = "1234567890.123456789012345678901234";
    await source.post(PATH, `{"euid":${euid},"type":"set","properties":{"n":${digits}}}`);
    const { body } = await running.app.server.inject({
      url: `/v1/user?euid=${euid}`,
      headers: { authorization: `Basic ${source.workspace.basic}` },
    });
    expect(body).toContain(`"properties":{"n":${digits}}`);
  });

  test("100 clients, each increasing a hundred times, make 10,000", async () => {
    const source = await makeSource(running.app);
    const euid = await source.newUser();
    const client = async (): Promise<void> => {
      for (let time = 0; time < 100; time += 1) {
        expect(await source.change(euid, "increase", { n: 1 })).toStrictEqual(SUCCESS);
      }
    };
    await Promise.all(Array.from({ length: 100 }, client));
    expect(await source.properties(euid)).toStrictEqual({ n: 10_000 });
  });
});
