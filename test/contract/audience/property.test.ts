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
