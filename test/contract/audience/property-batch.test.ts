import { describe, expect, test } from "vitest";
import { useApp } from "../../support/app.ts";
import { makeSource, SUCCESS } from "../../support/audience.ts";

const running = useApp();
const PATH = "/v1/user/property/batch";

describe("a batch", () => {
  test("applies its items in order", async () => {
    const source = await makeSource(running.app);
    const [ana, budi] = [await source.newUser(), await source.newUser()];
    const answer = await source.post(PATH, {
      items: [
        { euid: ana, type: "set", properties: { n: 1 } },
        { euid: budi, type: "add", properties: { l: "a" } },
        { euid: ana, type: "increase", properties: { n: 2 } },
        { euid: ana, type: "set_once", properties: { n: 9 } },
      ],
    });
    expect(answer).toStrictEqual({
      ...SUCCESS,
      data: { results: [SUCCESS, SUCCESS, SUCCESS, SUCCESS] },
    });
    expect(await source.properties(ana)).toStrictEqual({ n: 3 });
    expect(await source.properties(budi)).toStrictEqual({ l: ["a"] });
  });

  test("answers each item for itself, and lists those that were refused", async () => {
    const source = await makeSource(running.app);
    const euid = await source.newUser();
    const wrong = { code: 55004, message: "type is missing" };
    const nobody = { code: 55108, message: "invalid EUID: no such user in this workspace" };
    const empty = { code: 55103, message: "the value of b is empty" };
    const answer = await source.post(PATH, {
      items: [
        { euid, properties: { a: 1 } },
        { euid: 1, type: "set", properties: { a: 1 } },
        { euid, type: "set", properties: { a: 1, b: "" } },
        7,
        { euid, type: "increase", properties: { a: 1 } },
      ],
    });
    const none = { code: 55004, message: "items is not valid: it must be of type object" };
    expect(answer).toStrictEqual({
      code: 0,
      message: "partial success",
      data: {
        results: [
          wrong,
          nobody,
          { code: 0, message: "partial success", rejected: [{ name: "b", ...empty }] },
          none,
          SUCCESS,
        ],
      },
      rejected: [
        { name: "0", ...wrong },
        { name: "1", ...nobody },
        { name: "3", ...none },
      ],
    });
    expect(await source.properties(euid)).toStrictEqual({ a: 2 });
  });

  test("says that there is no such user before what else is wrong with an item", async () => {
    const source = await makeSource(running.app);
    const identify = async (identities: object) =>
      ((await source.post("/v1/user/identify", { identities })).data as { euid: number }).euid;
    const gone = await identify({ registration_id: "phone" });
    const ana = await identify({ user_id: "ana" });
    await identify({ user_id: "ana", registration_id: "phone" });
    const nobody = { code: 55108, message: "invalid EUID: no such user in this workspace" };
    const wrong = { code: 55004, message: "type is missing" };
    const items = [1, gone, ana].map((euid) => ({ euid, properties: { a: 1 } }));
    expect(await source.post(PATH, { items })).toMatchObject({
      ...nobody,
      data: { results: [nobody, wrong, wrong] },
    });
  });

  test("of which every item is refused is refused with the first", async () => {
    const source = await makeSource(running.app);
    const nobody = { code: 55108, message: "invalid EUID: no such user in this workspace" };
    const missing = { code: 40007, message: "EUID cannot be empty" };
    const items = [
      { type: "set", properties: { a: 1 } },
      { euid: 1, type: "set", properties: { a: 1 } },
    ];
    expect(await source.post(PATH, { items })).toStrictEqual({
      ...missing,
      data: { results: [missing, nobody] },
      rejected: [
        { name: "0", ...missing },
        { name: "1", ...nobody },
      ],
    });
  });

  test("takes a thousand items, and registers what each brings once", async () => {
    const source = await makeSource(running.app);
    const euids = await Promise.all(Array.from({ length: 10 }, () => source.newUser()));
    const items = Array.from({ length: 1_000 }, (_, at) => ({
      euid: euids[at % 10],
      type: "increase",
      properties: { total: 1, [`own_${at % 300}`]: 1 },
    }));
    const { code, data } = await source.post(PATH, { items });
    expect(code).toBe(0);
    expect((data as { results: unknown[] }).results).toStrictEqual(items.map(() => SUCCESS));
    for (const euid of euids) expect(await source.properties(euid)).toMatchObject({ total: 100 });
    expect((await source.get("/v1/attribute")).data).toHaveLength(301);
  });

  test("that would write too much stops there, and the rest is stored when it is sent again", async () => {
    const source = await makeSource(running.app);
    const [ana, budi] = [await source.newUser(), await source.newUser()];
    const full = Array.from({ length: 500 }, (_, at) => `${at}`.padEnd(256, "x"));
    await source.post("/v1/user/property", { euid: ana, type: "set", properties: { l: full } });
    const [first] = full;
    // Each keeps some 260 KB of history: the list before and after.
    const items = Array.from({ length: 199 }, (_, at) => ({
      euid: ana,
      type: at % 2 === 0 ? "remove" : "add",
      properties: { l: first },
    }));
    items.push({ euid: budi, type: "add", properties: { l: "a" } });

    const { data, rejected } = await source.post(PATH, { items });
    const { results } = data as { results: { code: number; message: string }[] };
    const stored = results.findIndex(({ code }) => code !== 0);
    expect(stored).toBeGreaterThan(100);
    const heavy = {
      code: 55004,
      message:
        "this batch would write more than one may: send this item, and what follows it, in another",
    };
    expect(results.slice(0, stored)).toStrictEqual(items.slice(0, stored).map(() => SUCCESS));
    expect(results.slice(stored)).toStrictEqual(items.slice(stored).map(() => heavy));
    expect(rejected).toHaveLength(items.length - stored);
    const changes = await source.get(`/v1/user/timeline?euid=${budi}`);
    expect(changes.data).toStrictEqual({ items: [], before: null });

    const again = await source.post(PATH, { items: items.slice(stored) });
    expect(again.code).toBe(0);
    expect(again.rejected).toBeUndefined();
    expect(await source.properties(ana)).toStrictEqual({ l: full.slice(1) });
    expect(await source.properties(budi)).toStrictEqual({ l: ["a"] });
  });

  test.for<[string, unknown, string]>([
    ["without items", {}, "items is missing"],
    ["with none", { items: [] }, "items is not valid: 1 or more items"],
    [
      "with 1,001",
      { items: Array.from({ length: 1_001 }, () => 1) },
      "items is not valid: at most 1000 items",
    ],
    ["with one object for items", { items: {} }, "items is not valid: it must be of type array"],
    ["with an EUID of its own", { euid: 1, items: [1] }, "euid is not a known field"],
  ])("is refused %s", async ([, body, message]) => {
    const source = await makeSource(running.app);
    expect(await source.post(PATH, body)).toStrictEqual({ code: 55004, message });
  });

  test("may weigh 8 MiB, and no more", async () => {
    const source = await makeSource(running.app);
    const euid = await source.newUser();
    const item = `{"euid":${euid},"type":"set","properties":{"a":1}}`;
    const body = (bytes: number) => `{"items":[${item}]${" ".repeat(bytes - item.length - 12)}}`;
    const MIB = 1024 * 1024;
    expect((await source.send("POST", PATH, body(8 * MIB))).status).toBe(200);
    expect(await source.send("POST", PATH, body(8 * MIB + 1))).toMatchObject({
      status: 413,
      body: { code: 55004, message: "the body is too large" },
    });
  });
});
