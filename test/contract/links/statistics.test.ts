import { beforeAll, describe, expect, test } from "vitest";
import { sql } from "../../../src/db/sql.ts";
import { useApp } from "../../support/app.ts";
import { insertClicks, makeMonths } from "../../support/clicks.ts";
import { DOMAIN, type LinksClient, linksClient } from "../../support/links-api.ts";

const host = useApp({ clock: () => new Date("2026-03-05T00:00:00Z") });
let api: LinksClient;
let grpIdx: number;
let linkId: string;
let linkNumber: number;

/** The number that the store has for a link. */
async function numberOf(client: LinksClient, slug: string): Promise<number> {
  const { db, workspace } = client.workspace.context;
  const row = await db.one<{ id: number }>(sql`
    select link_id as id from link
     where workspace_id = ${workspace.id}::bigint and slug = ${slug}::text`);
  return row?.id ?? 0;
}

beforeAll(async () => {
  await makeMonths(host.app.context.db, "2026-02", "2026-04");
  api = await linksClient(host.app, { timeZone: "Asia/Jakarta" });
  grpIdx = await api.group();
  linkId = await api.link({ grpIdx });
  linkNumber = await numberOf(api, linkId);
  const { db, workspace } = api.workspace.context;
  const click = { linkId: linkNumber, groupId: grpIdx };
  await insertClicks(db, workspace.id, [
    // 23:30 of the day before, and 00:30, 07:15 and 07:20, on the clock of Jakarta.
    { ...click, at: "2026-02-28T16:30:00Z", day: "2026-02-28", visitor: 1, firstOfDay: true },
    {
      ...click,
      at: "2026-02-28T17:30:00Z",
      day: "2026-03-01",
      visitor: 1,
      firstOfHour: true,
      firstOfDay: true,
      qr: true,
      country: "ID",
    },
    {
      ...click,
      at: "2026-03-01T00:15:00Z",
      day: "2026-03-01",
      visitor: 2,
      firstOfHour: true,
      firstOfDay: true,
      euid: 10_000_001,
      country: "KR",
      device: "mobile",
    },
    { ...click, at: "2026-03-01T00:20:00Z", day: "2026-03-01", visitor: 2, country: "KR" },
    { linkId: 404_040, at: "2026-03-01T00:20:00Z", day: "2026-03-01", firstOfDay: true },
  ]);
  await db.run(sql`
    insert into link_click (workspace_id, link_id, clicks, people)
    values (${workspace.id}::bigint, ${linkNumber}::bigint, 4, 2)
    on conflict (workspace_id, link_id) do update
       set clicks = excluded.clicks, people = excluded.people`);
});

const good = (result: unknown) => ({ code: 0, message: "", result });
const bad = (code: number, message: string) => ({ code, message, result: null });
const link = () => `linkId=${linkId}&domain=${DOMAIN}`;
const MARCH = "startYmd=2026-03-01&endYmd=2026-03-02";

describe("clicks by date", () => {
  test.for<[string, () => string, number, number]>([
    ["of a link", link, 3, 2],
    ["of a group", () => `grpIdx=${grpIdx}`, 3, 2],
    ["of all", () => "", 4, 3],
    ["with what is empty left out", () => "grpIdx=&linkId=&domain=", 4, 3],
  ])("%s", async ([, scope, acesCnt, pernCnt]) => {
    const path = `/api/statistics/v2/clicks-by-date?${MARCH}&${scope()}`;
    expect(await api.get(path)).toStrictEqual(
      good([
        { ymd: "2026-03-01", acesCnt, pernCnt },
        { ymd: "2026-03-02", acesCnt: 0, pernCnt: 0 },
      ]),
    );
  });
});

describe("clicks by hour", () => {
  test("has every hour of the day", async () => {
    const { result } = await api.get(`/api/statistics/v2/clicks-by-hour?ymd=2026-03-01&${link()}`);
    expect(result).toStrictEqual(
      Array.from({ length: 24 }, (_, hour) => ({
        ymd: "2026-03-01",
        hour,
        acesCnt: hour === 0 ? 1 : hour === 7 ? 2 : 0,
        pernCnt: hour === 0 || hour === 7 ? 1 : 0,
      })),
    );
  });
});

describe("totals", () => {
  test("stand beside those of as many days before", async () => {
    const path = `/api/statistics/v2/totals?${MARCH}`;
    const before = { acesCnt: 1, pernCnt: 1, qrCnt: 0, knownCnt: 0, knownPernCnt: 0 };
    const figures = { acesCnt: 3, pernCnt: 2, qrCnt: 1, knownCnt: 1, knownPernCnt: 1 };
    expect(await api.get(`${path}&${link()}`)).toStrictEqual(good({ ...figures, before }));
    expect(await api.get(`${path}&grpIdx=${grpIdx}`)).toStrictEqual(good({ ...figures, before }));
    expect(await api.get(path)).toStrictEqual(good({ ...figures, acesCnt: 4, pernCnt: 3, before }));
  });
});

describe("totals of a range that is not over", () => {
  // It is 07:00 on 5 March in Jakarta.
  test.for<[string, string, number, number]>([
    [
      "today beside a day until the same time",
      "startYmd=2026-03-05&endYmd=2026-03-05&beforeYmd=2026-03-01",
      1,
      1,
    ],
    [
      "days to today beside days to the same time",
      "startYmd=2026-03-04&endYmd=2026-03-05&beforeYmd=2026-02-28",
      2,
      2,
    ],
    [
      "days that go on beside what has passed of them",
      "startYmd=2026-03-05&endYmd=2026-03-09&beforeYmd=2026-03-01",
      1,
      1,
    ],
    [
      "days that are over beside whole days",
      "startYmd=2026-03-03&endYmd=2026-03-04&beforeYmd=2026-02-28",
      4,
      3,
    ],
    ["never into themselves", "startYmd=2026-03-01&endYmd=2026-03-03&beforeYmd=2026-02-28", 1, 1],
    [
      "days to come beside nothing",
      "startYmd=2026-03-20&endYmd=2026-03-20&beforeYmd=2026-03-01",
      0,
      0,
    ],
  ])("%s", async ([, range, acesCnt, pernCnt]) => {
    const { result } = await api.get(`/api/statistics/v2/totals?${range}&grpIdx=${grpIdx}`);
    expect((result as { before: object }).before).toMatchObject({ acesCnt, pernCnt });
  });

  test.for([
    ["2026-03-01", "it must be before startYmd"],
    ["2026-03-02", "it must be before startYmd"],
    ["2026-02-30", "it has the wrong format"],
  ])("is refused beside %s", async ([beforeYmd, reason]) => {
    const path = `/api/statistics/v2/totals?${MARCH}&beforeYmd=${beforeYmd}`;
    expect(await api.get(path)).toMatchObject({
      code: 40011,
      message: expect.stringContaining(`beforeYmd is not valid: ${reason}`.slice(0, 24)),
    });
  });
});

describe("clicks by dimension", () => {
  test.for<[string, object[]]>([
    [
      "country",
      [
        { value: "KR", acesCnt: 2, pernCnt: 1 },
        { value: "ID", acesCnt: 1, pernCnt: 1 },
      ],
    ],
    [
      "device",
      [
        { value: "other", acesCnt: 2, pernCnt: 1 },
        { value: "mobile", acesCnt: 1, pernCnt: 1 },
      ],
    ],
    [
      "qr",
      [
        { value: "N", acesCnt: 2, pernCnt: 1 },
        { value: "Y", acesCnt: 1, pernCnt: 1 },
      ],
    ],
    ["utm_source", [{ value: "", acesCnt: 3, pernCnt: 2 }]],
  ])("%s", async ([dimension, rows]) => {
    const path = `/api/statistics/v2/clicks-by-dimension?${MARCH}&${link()}`;
    expect(await api.get(`${path}&dimension=${dimension}`)).toStrictEqual(good(rows));
  });

  test("calls a country that is not known so", async () => {
    const path = `/api/statistics/v2/clicks-by-dimension?dimension=country&${MARCH}`;
    const { result } = await api.get(path);
    expect(result).toContainEqual({ value: "unknown", acesCnt: 1, pernCnt: 1 });
  });
});

describe("clicks by group", () => {
  const path = "/api/link/v1/clicks-by-group?ymd=2026-03-01";

  test("are told in the order asked, each group once", async () => {
    const other = await api.group({ nm: "Kopi" });
    const list = [
      { grpIdx: other, grpNm: "Kopi", acesCnt: 0, pernCnt: 0 },
      { grpIdx, grpNm: "Ads", acesCnt: 3, pernCnt: 2 },
    ];
    const extra = { pages: 1, nextPages: 1, nextYn: "N", count: 2, totalCount: 2 };
    const numbers = `${other},${grpIdx},${other}`;
    expect(await api.get(`${path}&grpIdxList=${numbers}&pages=1`)).toStrictEqual(
      good({ extra, list }),
    );
    expect(await api.get(path)).toStrictEqual(good({ extra, list }));
    expect(await api.get(`${path}&grpIdxList=${numbers}&pages=2`)).toStrictEqual(
      good({ extra: { ...extra, pages: 2, nextPages: 2, count: 0 }, list: [] }),
    );
  });

  test("are refused where one is another workspace's", async () => {
    const theirs = await (await linksClient(host.app)).group();
    const message = "no such group in this workspace: grpIdxList";
    expect(await api.get(`${path}&grpIdxList=${grpIdx},${theirs}`)).toStrictEqual(
      bad(40400, message),
    );
  });

  test.for(["x", "1,,2", "1;2", "0", "-1", "1.5", "9007199254740992", ","])(
    "are refused for the list %s",
    async (list) => {
      const message = "grpIdxList is not valid: it has the wrong format";
      expect(await api.get(`${path}&grpIdxList=${list}`)).toStrictEqual(bad(40011, message));
    },
  );

  test("are refused for more than 300 groups", async () => {
    const list = Array.from({ length: 301 }, (_, i) => i + 1).join(",");
    const message = "grpIdxList is not valid: at most 300 items";
    expect(await api.get(`${path}&grpIdxList=${list}`)).toStrictEqual(bad(40011, message));
  });
});

describe("a query is refused", () => {
  const byDate = (query: string) => `clicks-by-date?${query}`;
  test.for<[string, () => string, number, string]>([
    ["without a day", () => byDate("startYmd=2026-03-01"), 40010, "endYmd is missing"],
    ["for an hour without a day", () => "clicks-by-hour", 40010, "ymd is missing"],
    [
      "for a day that is none",
      () => byDate("startYmd=2026-02-30&endYmd=2026-03-01"),
      40011,
      "startYmd is not valid: it must be a date that exists, such as 2026-03-01",
    ],
    [
      "for days in the wrong order",
      () => byDate("startYmd=2026-03-02&endYmd=2026-03-01"),
      40011,
      "endYmd is not valid: it must not be before startYmd",
    ],
    [
      "for more than a month",
      () => byDate("startYmd=2026-03-01&endYmd=2026-04-01"),
      40011,
      "endYmd is not valid: at most 31 days from startYmd on",
    ],
    [
      "for a link and a group",
      () => byDate(`${MARCH}&${link()}&grpIdx=${grpIdx}`),
      40011,
      "grpIdx is not valid: not together with linkId",
    ],
    [
      "for a link without its domain",
      () => byDate(`${MARCH}&linkId=x`),
      40010,
      "domain is missing",
    ],
    [
      "for a domain without a link",
      () => byDate(`${MARCH}&domain=${DOMAIN}`),
      40010,
      "linkId is missing",
    ],
    [
      "for a link that is not there",
      () => `totals?${MARCH}&linkId=nobody&domain=${DOMAIN}`,
      40400,
      "no such link in this workspace: linkId",
    ],
    [
      "for a domain that is not the workspace's",
      () => `totals?${MARCH}&linkId=${linkId}&domain=https://other.example`,
      40400,
      "no such domain in this workspace: domain",
    ],
    [
      "for a group that is not there",
      () => `totals?${MARCH}&grpIdx=404040`,
      40400,
      "no such group in this workspace: grpIdx",
    ],
    [
      "for a dimension that is none",
      () => `clicks-by-dimension?${MARCH}&dimension=planet`,
      40011,
      "dimension is not valid: it must be one of country, device, browser, os, referrer, language, utm_source, utm_medium, utm_campaign, qr",
    ],
    [
      "for a field that is not known",
      () => `totals?${MARCH}&dimension=qr`,
      40012,
      "dimension is not a known field",
    ],
  ])("%s", async ([, path, code, message]) => {
    expect(await api.get(`/api/statistics/v2/${path()}`)).toStrictEqual(bad(code, message));
  });
});

describe("the figures of a link and a group", () => {
  test("are those of their lives", async () => {
    const { result } = await api.get(`/api/link/v1/get?${link()}`);
    expect(result).toMatchObject({ acesCnt: 4, pernCnt: 2 });
    const span = "regStartYmdt=2026-01-01%2000:00:00&regEndYmdt=2027-01-01%2000:00:00&pages=1";
    const { result: list } = await api.get(`/api/link/v1/list?${span}`);
    expect((list as { list: object[] }).list[0]).toMatchObject({ acesCnt: 4, pernCnt: 2 });
    const { result: group } = await api.get(`/api/link-group/v1/get?grpIdx=${grpIdx}`);
    expect(group).toMatchObject({ acesCnt: 4, pernCnt: 3 });
  });
});
