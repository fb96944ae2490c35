import pg from "pg";
import { afterAll, describe, expect, inject, test } from "vitest";
import { openTestApp } from "../support/app.ts";
import { walkMainPaths } from "../support/main-paths.ts";
import { dropStorePlace, makeStorePlace, type StorePlace } from "../support/store.ts";

const EXPECTED = {
  visits: { open: 302, ended: 410, notYet: 403, begun: 302, locked: 401 },
  link: {
    memo: "a \\ b 'c' NULL",
    strtYmdt: "2026-03-01 12:34:56",
    delYmdt: "2099-12-31 23:59:59",
    effective: { strtYmdt: { value: "2026-03-01 12:34:56", from: "link" } },
  },
  people: {
    codes: [0, 0],
    properties: {
      decimal: 0.3,
      large: 123_456_789.123,
      text: "C:\\kopi",
      list: ["NULL", 'a"b'],
      since: "2026-03-01 12:34:56",
    },
  },
  clicks: { status: 302, past: [{ ymd: "2026-03-02", acesCnt: 0, pernCnt: 0 }], hours: 24 },
};

const SETTINGS = [
  ["datestyle", "German"],
  ["datestyle", "SQL, DMY"],
  ["intervalstyle", "sql_standard"],
  ["timezone", "America/St_Johns"],
  ["bytea_output", "escape"],
  ["extra_float_digits", "0"],
  ["default_transaction_isolation", "serializable"],
  ["standard_conforming_strings", "off"],
  ["search_path", "elsewhere"],
  ["array_nulls", "off"],
  ["lock_timeout", "1"],
] as const;

const places: StorePlace[] = [];
afterAll(async () => {
  for (const place of places) await dropStorePlace(place);
});

/** A database whose sessions begin with these settings. */
async function makePlace(settings: readonly (readonly [string, string])[]): Promise<StorePlace> {
  const place = await makeStorePlace();
  places.push(place);
  const { url } = place;
  if (url === null) throw new Error("a server's database");
  const client = new pg.Client(url);
  await client.connect();
  const name = new URL(url).pathname.slice(1);
  for (const [setting, value] of settings) {
    await client.query(`alter database ${name} set ${setting} = '${value}'`);
  }
  await client.end();
  return place;
}

describe.runIf(inject("store") === "postgres")("every API answers as before where", () => {
  test.for(SETTINGS.map(([setting, value]) => ({ setting, value })))(
    "the database sets $setting to $value",
    async ({ setting, value }) => {
      await using app = await openTestApp(await makePlace([[setting, value]]), {
        env: { SIMPUL_ALLOW_PRIVATE_ADDRESSES: "true" },
      });
      expect(await walkMainPaths(app)).toMatchObject(EXPECTED);
    },
  );

  test("the database sets all of them at once", async () => {
    await using app = await openTestApp(await makePlace(SETTINGS), {
      env: { SIMPUL_ALLOW_PRIVATE_ADDRESSES: "true" },
    });
    expect(await walkMainPaths(app)).toMatchObject(EXPECTED);
  });
});
