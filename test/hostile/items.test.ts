import { beforeAll, describe, expect, test } from "vitest";
import { useApp } from "../support/app.ts";
import { linksClient } from "../support/links-api.ts";
import { openGround, type ProvingGround } from "../support/proving-ground.ts";

const running = useApp();

describe("a property", () => {
  let ground: ProvingGround;
  beforeAll(async () => {
    ground = await openGround(running.app, "audience");
    // A list and a number to be told other types of.
    expect(await set('{"sizes":["M"],"count":1}')).toMatchObject({ code: 0 });
  });

  async function set(properties: string, type = "set"): Promise<unknown> {
    const { euid } = ground.known;
    const body = `{"euid":${euid},"type":"${type}","properties":${properties}}`;
    return (await ground.send("POST", "/v1/user/property", { body })).body;
  }

  test.for<[string, number]>([
    ['{"a":null}', 55103],
    ['{"a":""}', 55103],
    ['{"a":[]}', 55103],
    ['{"a":{}}', 55004],
    ['{"a":[1]}', 55004],
    ['{"a":[null]}', 55004],
    ['{"a":[["b"]]}', 55004],
    ['{"a":"b\\u0000c"}', 55004],
    ['{"a":"\\ud800"}', 55004],
    ['{"a":["\\udfff"]}', 55004],
    ['{"a":["\\u0000"]}', 55004],
    [`{"a":"${"x".repeat(4_001)}"}`, 55004],
    [`{"a":["${"x".repeat(257)}"]}`, 55004],
    [`{"a":[${Array.from({ length: 501 }, (_, i) => `"${i}"`)}]}`, 55004],
    ['{"a":1e999}', 55004],
    ['{"a":-1e99999999999999999999}', 55004],
    ['{"a":1e-999}', 55004],
    ['{"a":9007199254740993}', 55004],
    ['{"a":0.12345678901234567890123456789012345}', 55004],
    ['{"count":"1"}', 55004],
    ['{"count":"NaN"}', 55004],
    ['{"sizes":"M"}', 55004],
    ['{"sizes":{"length":1,"0":"M"}}', 55004],
    ['{"__proto__":1}', 55102],
    ['{"":1}', 55102],
    ['{"_a":1}', 55102],
    ['{"1":1}', 55102],
    ['{"a b":1}', 55102],
    ['{"a\\u0000":1}', 55102],
    ['{"ａ":1}', 55102],
    ['{"COUNT":1}', 55102],
    ['{"Email":1}', 55102],
    [`{"${"a".repeat(65)}":1}`, 55102],
  ])("%s is refused, and stores nothing", async ([properties, code]) => {
    const before = await ground.hash();
    expect(await set(properties)).toMatchObject({ code, rejected: [{ code }] });
    expect(await ground.hash()).toBe(before);
  });

  test("may have a name that objects have by themselves", async () => {
    const names = ["constructor", "toString", "valueOf", "hasOwnProperty", "prototype"];
    for (const name of names) {
      expect(await set(`{"${name}":"${name}"}`)).toEqual({ code: 0, message: "success" });
    }
    const { body } = await ground.send("GET", `/v1/user?euid=${ground.known["euid"]}`);
    const { properties } = (body as { data: { properties: object } }).data;
    for (const name of names) expect(properties).toHaveProperty([name], name);
  });

  test("that is refused leaves the good ones beside it", async () => {
    expect(await set('{"count":7,"__proto__":{"count":8},"sizes":7}')).toMatchObject({
      code: 0,
      message: "partial success",
      rejected: [
        { name: "__proto__", code: 55102 },
        { name: "sizes", code: 55004 },
      ],
    });
  });

  test.for(["increase", "add", "remove", "set_once", "delete"])(
    "of a strange kind is refused by %s in the envelope",
    async (type) => {
      const strange = ["null", "{}", "[[]]", "1e999", '"\\ud800"', "true", '["\\u0000"]'];
      for (const value of strange) {
        const body = (await set(`{"count":${value}}`, type)) as { code: number };
        if (type === "delete") expect(body).toEqual({ code: 0, message: "success" });
        else expect([55004, 55103]).toContain(body.code);
      }
    },
  );
});

describe("the first and last times there are", () => {
  test.for(["Pacific/Kiritimati", "Etc/GMT+12", "Asia/Kathmandu", "America/Sao_Paulo"])(
    "are taken or refused in %s, and read back",
    async (timeZone) => {
      const api = await linksClient(running.app, { timeZone });
      const times = [
        "0001-01-01 00:00:00",
        "0001-01-01 23:59:59",
        "0001-01-02 00:00:00",
        "0001-01-03 00:00:00",
        "9999-12-31 23:59:59",
        "9999-12-31T23:59:59Z",
        "9999-12-31T23:59:59-23:59",
        "0001-01-01T00:00:00+23:59",
        "1883-11-18 12:03:58",
      ];
      for (const strtYmdt of times) {
        const made = await api.post("/api/link-group/v1/create", { nm: "Ads", strtYmdt });
        expect([0, 40011]).toContain(made.code);
        if (made.code !== 0) continue;
        const { grpIdx } = made.result as { grpIdx: number };
        const { result } = await api.get(`/api/link-group/v1/get?grpIdx=${grpIdx}`);
        const shown = (result as { strtYmdt: string }).strtYmdt;
        expect(shown).toMatch(/^\d{4}-\d\d-\d\d \d\d:\d\d:\d\d$/);
        if (!strtYmdt.includes("T")) expect(shown).toBe(strtYmdt);
      }
    },
  );
});
