import { beforeAll, describe, expect, test } from "vitest";
import { sql } from "../../../src/db/sql.ts";
import { useApp } from "../../support/app.ts";
import { insertClicks, makeMonths } from "../../support/clicks.ts";
import { DOMAIN, type LinksClient, linksClient } from "../../support/links-api.ts";

const host = useApp({ clock: () => new Date("2026-03-05T00:00:00Z") });
const MARCH = "startYmd=2026-03-01&endYmd=2026-03-02";

let api: LinksClient;
/** Two groups with clicks and one without; two links of the first group with clicks and one without. */
let groups: { ads: number; kopi: number; quiet: number };
let links: { often: string; scanned: string; quiet: string };

beforeAll(async () => {
  await makeMonths(host.app.context.db, "2026-02", "2026-04");
  api = await linksClient(host.app, { timeZone: "Asia/Jakarta" });
  const ads = await api.group({ nm: "Ads" });
  const kopi = await api.group({ nm: "Kopi" });
  const often = await api.link({ grpIdx: ads, ttl: "Often" });
  const scanned = await api.link({ grpIdx: ads, ttl: "Scanned" });
  links = { often, scanned, quiet: await api.link({ grpIdx: ads, ttl: "Quiet" }) };
  groups = { ads, kopi, quiet: await api.group({ nm: "Quiet" }) };
  const { db, workspace } = api.workspace.context;
  const rows = await db.all<{ id: number; slug: string }>(sql`
    select link_id as id, slug from link where workspace_id = ${workspace.id}::bigint`);
  const numberOf = (slug: string) => rows.find((row) => row.slug === slug)?.id ?? 0;
  const day = (ymd: string, linkId: number, groupId: number, firsts: readonly boolean[]) =>
    firsts.map((firstOfDay, minute) => ({
      // 01:00 on the clock of Jakarta.
      at: `${ymd === "2026-03-01" ? "2026-02-28" : "2026-02-27"}T18:0${minute}:00Z`,
      day: ymd,
      linkId,
      groupId,
      firstOfDay,
      qr: linkId === numberOf(scanned),
    }));
  await insertClicks(db, workspace.id, [
    ...day("2026-03-01", numberOf(often), ads, [true, false, false]),
    ...day("2026-02-28", numberOf(often), ads, [true, true, true, true, true]),
    ...day("2026-03-01", numberOf(scanned), ads, [true, true]),
    ...day("2026-03-01", numberOf(scanned), kopi, [true]),
  ]);
});

const good = (result: unknown) => ({ code: 0, message: "", result });
const bad = (code: number, message: string) => ({ code, message, result: null });
const page = (count: number, totalCount: number) => ({
  pages: 1,
  nextPages: 1,
  nextYn: "N",
  count,
  totalCount,
});
const figures = (acesCnt: number, pernCnt: number, qrCnt: number) => ({ acesCnt, pernCnt, qrCnt });
const none = figures(0, 0, 0);

describe("groups are ranked", () => {
  const row = (name: keyof typeof groups) => {
    const of = {
      ads: ["Ads", 3, figures(5, 3, 2), figures(5, 5, 0)],
      kopi: ["Kopi", 0, figures(1, 1, 1), none],
      quiet: ["Quiet", 0, none, none],
    } as const;
    const [grpNm, linkCnt, now, before] = of[name];
    return { grpIdx: groups[name], grpNm, linkCnt, ...now, before };
  };
  test.for<[string, readonly (keyof typeof groups)[]]>([
    ["", ["ads", "kopi", "quiet"]],
    ["&sort=acesCnt&order=desc&pages=1", ["ads", "kopi", "quiet"]],
    ["&sort=&order=&pages=", ["ads", "kopi", "quiet"]],
    ["&order=asc", ["quiet", "kopi", "ads"]],
    ["&sort=pernCnt", ["ads", "kopi", "quiet"]],
    ["&sort=qrCnt&order=asc", ["quiet", "kopi", "ads"]],
    ["&sort=change", ["kopi", "quiet", "ads"]],
    ["&sort=change&order=asc", ["quiet", "ads", "kopi"]],
  ])("with ?…%s", async ([query, order]) => {
    const path = `/api/statistics/v2/groups?${MARCH}${query}`;
    const list = order.map(row);
    expect(await api.get(path)).toStrictEqual(good({ extra: page(3, 3), list }));
  });

  test("with what a caller sees as the next page", async () => {
    const many = await linksClient(host.app);
    for (let n = 0; n < 31; n += 1) await many.group({ nm: `Group ${n}` });
    const path = `/api/statistics/v2/groups?${MARCH}`;
    const first = await many.get(path);
    expect(first.result).toMatchObject({
      extra: { pages: 1, nextPages: 2, nextYn: "Y", count: 30, totalCount: 31 },
    });
    const second = await many.get(`${path}&pages=2`);
    expect(second.result).toMatchObject({
      extra: { pages: 2, nextPages: 2, nextYn: "N", count: 1, totalCount: 31 },
      list: [{ grpNm: "Group 0" }],
    });
    const third = await many.get(`${path}&pages=2147483647`);
    expect(third.result).toMatchObject({ extra: { count: 0, totalCount: 31 }, list: [] });
  });
});

describe("links are ranked", () => {
  type Name = keyof typeof links;
  const row = (name: Name, now: object, before: object) => ({
    linkId: links[name],
    domain: DOMAIN,
    ttl: { often: "Often", scanned: "Scanned", quiet: "Quiet" }[name],
    ...now,
    before,
  });
  const all = (name: Name) => {
    const of = {
      often: [figures(3, 1, 0), figures(5, 5, 0)],
      scanned: [figures(3, 3, 3), none],
      quiet: [none, none],
    } as const;
    return row(name, ...of[name]);
  };
  test.for<[string, readonly Name[]]>([
    ["", ["scanned", "often", "quiet"]],
    ["&order=asc", ["quiet", "scanned", "often"]],
    ["&sort=pernCnt", ["scanned", "often", "quiet"]],
    ["&sort=qrCnt", ["scanned", "quiet", "often"]],
    ["&sort=change", ["scanned", "quiet", "often"]],
    ["&sort=change&order=asc&grpIdx=", ["often", "quiet", "scanned"]],
  ])("with ?…%s", async ([query, order]) => {
    const path = `/api/statistics/v2/links?${MARCH}${query}`;
    const list = order.map(all);
    expect(await api.get(path)).toStrictEqual(good({ extra: page(3, 3), list }));
  });

  test("within a group, by the clicks that count in it", async () => {
    const path = `/api/statistics/v2/links?${MARCH}&grpIdx=`;
    expect(await api.get(`${path}${groups.ads}`)).toStrictEqual(
      good({
        extra: page(3, 3),
        list: [all("often"), row("scanned", figures(2, 2, 2), none), all("quiet")],
      }),
    );
    expect(await api.get(`${path}${groups.kopi}`)).toStrictEqual(
      good({ extra: page(1, 1), list: [row("scanned", figures(1, 1, 1), none)] }),
    );
    expect(await api.get(`${path}${groups.quiet}`)).toStrictEqual(
      good({ extra: page(0, 0), list: [] }),
    );
  });

  test("and sum up to their group", async () => {
    const { result: ofGroups } = await api.get(`/api/statistics/v2/groups?${MARCH}`);
    const { result: totals } = await api.get(
      `/api/statistics/v2/totals?${MARCH}&grpIdx=${groups.ads}`,
    );
    const { list } = ofGroups as { list: { grpIdx: number }[] };
    const ads = list.find(({ grpIdx }) => grpIdx === groups.ads);
    expect(totals).toMatchObject({ ...figures(5, 3, 2), before: figures(5, 5, 0) });
    expect(ads).toMatchObject({ ...figures(5, 3, 2), before: figures(5, 5, 0) });
  });
});

describe("a ranking is refused", () => {
  const sorts = "acesCnt, pernCnt, qrCnt, change";
  const cases: [string, string, number, string][] = [
    ["without a first day", "endYmd=2026-03-01", 40010, "startYmd is missing"],
    ["without a last day", "startYmd=2026-03-01", 40010, "endYmd is missing"],
    [
      "for a day that is none",
      "startYmd=2026-02-30&endYmd=2026-03-01",
      40011,
      "startYmd is not valid: it must be a date that exists, such as 2026-03-01",
    ],
    [
      "for days in the wrong order",
      "startYmd=2026-03-02&endYmd=2026-03-01",
      40011,
      "endYmd is not valid: it must not be before startYmd",
    ],
    [
      "for more than a month",
      "startYmd=2026-03-01&endYmd=2026-04-01",
      40011,
      "endYmd is not valid: at most 31 days from startYmd on",
    ],
    [
      "by what is no figure",
      `${MARCH}&sort=clicks`,
      40011,
      `sort is not valid: it must be one of ${sorts}`,
    ],
    [
      "by a figure in another case",
      `${MARCH}&sort=acescnt`,
      40011,
      `sort is not valid: it must be one of ${sorts}`,
    ],
    [
      "in no order",
      `${MARCH}&order=down`,
      40011,
      "order is not valid: it must be one of asc, desc",
    ],
    ["for page 0", `${MARCH}&pages=0`, 40011, "pages is not valid: at least 1"],
    [
      "for half a page",
      `${MARCH}&pages=1.5`,
      40011,
      "pages is not valid: it must be of type integer",
    ],
    ["for one link", `${MARCH}&linkId=x`, 40012, "linkId is not a known field"],
  ];
  for (const call of ["groups", "links"]) {
    test.for(cases)(`${call}: %s`, async ([, query, code, message]) => {
      const told = await api.get(`/api/statistics/v2/${call}?${query}`);
      expect(told).toMatchObject({ code, result: null });
      expect(told.message).toContain(message);
    });
  }

  test("of a group that is not there, or another workspace's", async () => {
    const theirs = await (await linksClient(host.app)).group();
    for (const grpIdx of [404_040, theirs]) {
      expect(await api.get(`/api/statistics/v2/links?${MARCH}&grpIdx=${grpIdx}`)).toStrictEqual(
        bad(40400, "no such group in this workspace: grpIdx"),
      );
    }
  });

  test("of groups within a group", async () => {
    const told = await api.get(`/api/statistics/v2/groups?${MARCH}&grpIdx=${groups.ads}`);
    expect(told).toMatchObject({ code: 40012, result: null });
  });

  test("without a key, and on a plan that lacks the clicks of groups", async () => {
    const rateLimit = { perMinute: 10_000, perHour: 10_000 };
    const poor = await linksClient(host.app, { plan: "Personal", rateLimit });
    const message = "grpIdx: this needs the Premium plan";
    const grpIdx = await poor.group();
    for (const path of ["groups?", "links?", `links?grpIdx=${grpIdx}&`]) {
      expect(await poor.get(`/api/statistics/v2/${path}${MARCH}`)).toStrictEqual(
        bad(40300, message),
      );
    }
    const keyless = await host.app.server.inject({ url: `/api/statistics/v2/groups?${MARCH}` });
    expect(keyless.statusCode).toBe(401);
  });
});
