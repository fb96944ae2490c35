import { beforeAll, describe, expect, test } from "vitest";
import { useApp } from "../../support/app.ts";
import { DOMAIN, type LinksClient, linksClient } from "../../support/links-api.ts";

let now = new Date("2026-02-01T00:00:00Z");
const host = useApp({ clock: () => now });
let api: LinksClient;
let grpIdx: number;
const ids: Record<string, string> = {};

beforeAll(async () => {
  api = await linksClient(host.app, { timeZone: "UTC" });
  grpIdx = await api.group();
  const make = async (name: string, fields: object) => {
    ids[name] = await api.link(fields);
    now = new Date(now.getTime() + 60_500);
  };
  await make("grouped", { grpIdx, memo: "Summer 100%", qrBypassYn: "Y" });
  await make("chosen", { brandLinkId: "chosen", pwd: "x", ttl: "Kopi Luwak" });
  await make("due", { delYmdt: "2026-06-01 00:00:00", url: "https://luwak.example/Path" });
});

const all = "regStartYmdt=2026-02-01%2000:00:00&regEndYmdt=2026-02-28%2023:59:59&pages=1";
interface List {
  readonly extra: object;
  readonly list: readonly { readonly linkId: string }[];
}
const list = async (query: string) => (await api.get(`/api/link/v1/list?${query}`)).result as List;
const names = async (query: string) =>
  (await list(`${all}&${query}`)).list.map(
    ({ linkId }) => Object.entries(ids).find(([, id]) => id === linkId)?.[0],
  );

describe("a list of links", () => {
  test("has the newest first, each with its own settings", async () => {
    const { extra, list: rows } = await list(all);
    expect(extra).toStrictEqual({ pages: 1, nextPages: 1, nextYn: "N", count: 3, totalCount: 3 });
    expect(rows.map(({ linkId }) => linkId)).toEqual([ids["due"], ids["chosen"], ids["grouped"]]);
    expect(rows[2]).toStrictEqual({
      linkId: ids["grouped"],
      domain: DOMAIN,
      typeIdx: 103,
      typeNm: "URL",
      ttl: "Shop",
      url: expect.stringMatching(/^https:\/\/shop\.example\/\d+$/),
      grpIdx,
      description: null,
      metaImg: null,
      memo: "Summer 100%",
      redirectType: 302,
      brandLinkYn: "N",
      createTypeIdx: 272,
      notfSubscYn: null,
      qrBypassYn: "Y",
      blockOverseasSticsYn: null,
      pushNotifyYn: null,
      mailNotifyYn: null,
      nonmemberSticsPwdYn: "N",
      strtYmdt: null,
      endYmdt: null,
      expireUrl: null,
      pwdYn: "N",
      acesMaxCnt: null,
      acesCnt: 0,
      pernCnt: 0,
      regYmdt: "2026-02-01 00:00:00",
      modYmdt: "2026-02-01 00:00:00",
      delYmdt: null,
    });
  });

  test.for<[string, string[]]>([
    ["memo=SUMMER", ["grouped"]],
    ["memo=0%25", ["grouped"]],
    ["memo=r_1", []],
    ["ttl=luwak", ["chosen"]],
    ["url=EXAMPLE/path", ["due"]],
    ["linkId=chosen", ["chosen"]],
    ["linkId=CHOSEN", []],
    [`domain=${DOMAIN}`, ["due", "chosen", "grouped"]],
    ["domain=https://other.example", []],
    ["grpIdx=0", ["due", "chosen"]],
    ["brandLinkYn=Y", ["chosen"]],
    ["brandLinkYn=N", ["due", "grouped"]],
    ["qrBypassYn=Y", ["grouped"]],
    ["qrBypassYn=N&notfSubscYn=N&blockOverseasSticsYn=N", ["due", "chosen"]],
    ["pushNotifyYn=Y", []],
    ["mailNotifyYn=Y", []],
    ["pwdYn=Y", ["chosen"]],
    ["nonmemberSticsPwdYn=Y", []],
    ["createTypeIdx=0", ["due", "chosen", "grouped"]],
    ["createTypeIdx=272", ["due", "chosen", "grouped"]],
    ["createTypeIdx=274", []],
    ["createTypeIdx=270", []],
    ["startDelYmdt=2026-06-01%2000:00:00", ["due"]],
    ["startDelYmdt=2026-06-01%2000:00:01", []],
    ["endDelYmdt=2026-06-01%2000:00:00", ["due"]],
    ["endDelYmdt=2026-05-31%2023:59:59", []],
    ["linkId=&domain=&grpIdx=&url=&ttl=&memo=&createTypeIdx=", ["due", "chosen", "grouped"]],
  ])("asked for %s", async ([query, found]) => {
    expect(await names(query)).toEqual(found);
  });

  test("asked for a group has its links, and none once the group is deleted", async () => {
    const group = await api.group();
    ids["passing"] = await api.link({ grpIdx: group });
    expect(await names(`grpIdx=${group}`)).toEqual(["passing"]);
    await api.del(`/api/link-group/v1/delete?grpIdx=${group}`);
    expect(await names(`grpIdx=${group}`)).toEqual([]);
    await api.del(`/api/link/v1/delete?linkId=${ids["passing"]}&domain=${DOMAIN}`);
  });

  test("counts the whole of its last second", async () => {
    const until = (time: string) =>
      list(`regStartYmdt=2026-02-01%2000:00:00&regEndYmdt=2026-02-01%20${time}&pages=1`);
    expect((await until("00:01:00")).list).toHaveLength(2);
    expect((await until("00:00:59")).list).toHaveLength(1);
  });

  test("has thirty rows a page", async () => {
    const mine = await linksClient(host.app, { timeZone: "UTC" });
    const links = Array.from({ length: 31 }, (_, i) => ({
      url: `https://a.example/${i}`,
      ttl: "t",
    }));
    await mine.post("/api/link/v1/createBulk", { links });
    const page = async (pages: number) => {
      const { result } = await mine.get(
        `/api/link/v1/list?${all.replace("pages=1", `pages=${pages}`)}`,
      );
      return result as List;
    };
    const [first, second] = [await page(1), await page(2)];
    expect(first.extra).toStrictEqual({
      pages: 1,
      nextPages: 2,
      nextYn: "Y",
      count: 30,
      totalCount: 31,
    });
    expect(second.extra).toStrictEqual({
      pages: 2,
      nextPages: 2,
      nextYn: "N",
      count: 1,
      totalCount: 31,
    });
    const shown = new Set([...first.list, ...second.list].map(({ linkId }) => linkId));
    expect(shown.size).toBe(31);
  });

  test("needs its span and page", async () => {
    expect(
      await api.get("/api/link/v1/list?regStartYmdt=2026-02-01%2000:00:00&pages=1"),
    ).toStrictEqual({
      code: 40010,
      message: "regEndYmdt is missing",
      result: null,
    });
    expect(
      await api.get(`/api/link/v1/list?${all}&regEndYmdt=2026-02-28%2023:59:59`),
    ).toMatchObject({
      code: 40011,
      message: expect.stringContaining("regEndYmdt"),
    });
    for (const pages of ["0", "-1", "1.5", "x", "99999999999"]) {
      const query = all.replace("pages=1", `pages=${pages}`);
      expect(await api.get(`/api/link/v1/list?${query}`)).toMatchObject({ code: 40011 });
    }
  });
});

test("finds the links that each count of a group's overrides is about", async () => {
  const client = await linksClient(host.app, { timeZone: "UTC" });
  const settings = {
    notfSubscYn: "Y",
    qrBypassYn: "N",
    blockOverseasSticsYn: "Y",
    pushNotifyYn: "N",
    mailNotifyYn: "N",
    strtYmdt: "2026-01-01 00:00:00",
    endYmdt: "2026-12-31 00:00:00",
    expireUrl: "https://shop.example/over",
    acesMaxCnt: 100,
    pwd: "kopi",
    nonmemberSticsPwd: "angka",
  };
  const other = {
    notfSubscYn: "N",
    qrBypassYn: "Y",
    blockOverseasSticsYn: "N",
    pushNotifyYn: "Y",
    mailNotifyYn: null,
    strtYmdt: "2026-01-02 00:00:00",
    endYmdt: "2026-12-30 00:00:00",
    expireUrl: "https://shop.example/other",
    acesMaxCnt: 0,
    pwd: "kopi",
    nonmemberSticsPwd: "angka",
  };
  const group = await client.group(settings);
  const unset = await client.group();
  const different = await client.link({ grpIdx: group, ...other });
  const { pwd: _, nonmemberSticsPwd: __, ...same } = settings;
  await client.link({ grpIdx: group, ...same });
  await client.link({ grpIdx: group });
  await client.link({ grpIdx: unset, ...other });
  await client.link(other);
  const counted = await client.get(`/api/link-group/v1/overrides?grpIdx=${group}`);
  const range = "regStartYmdt=2026-01-01%2000:00:00&regEndYmdt=2027-01-01%2000:00:00&pages=1";
  for (const [name, count] of Object.entries(counted.result as Record<string, { links: number }>)) {
    for (const scope of ["", `&grpIdx=${group}`]) {
      const path = `/api/link/v1/list?${range}&overridden=${name}${scope}`;
      const { list: rows } = (await client.get(path)).result as List;
      const expected = name === "mailNotifyYn" ? [] : [different];
      expect([name, rows.map(({ linkId }) => linkId)]).toEqual([name, expected]);
      expect([name, count.links]).toEqual([name, expected.length]);
    }
  }
  expect(Object.keys(counted.result as object).sort()).toEqual(Object.keys(settings).sort());
  expect(await client.get(`/api/link/v1/list?${range}&overridden=memo`)).toMatchObject({
    code: 40011,
    message: expect.stringContaining("overridden is not valid: it must be one of"),
  });
});

describe("a searched text", () => {
  const long = `https://luwak.example/${"ab".repeat(60)}`;
  beforeAll(async () => {
    ids["long"] = await api.link({ url: long, ttl: "Long" });
  });

  test("of more than 100 characters is a whole destination, scheme and host in any case", async () => {
    expect(await names(`url=${encodeURIComponent(long)}`)).toEqual(["long"]);
    const cased = long.replace("https://luwak", "HTTPS://Luwak");
    expect(await names(`url=${encodeURIComponent(cased)}`)).toEqual(["long"]);
    expect(await names(`url=${encodeURIComponent(long.slice(0, -1))}`)).toEqual([]);
    expect(await names(`url=${encodeURIComponent(long.slice(0, 100))}`)).toEqual(["long"]);
  });

  test.for(["ttl", "memo"])(
    "of more than 100 characters is refused as a part of %s",
    async (field) => {
      expect(await api.get(`/api/link/v1/list?${all}&${field}=${"a".repeat(101)}`)).toMatchObject({
        code: 40011,
        message: expect.stringContaining(field),
      });
      expect(await api.get(`/api/link/v1/list?${all}&${field}=${"a".repeat(100)}`)).toMatchObject({
        code: 0,
      });
    },
  );
});
