import { describe, expect, test } from "vitest";
import { createGroup } from "../../../src/links/create-group.ts";
import type { Workspace } from "../../../src/workspaces/workspace.ts";
import { insertLinkRow, type LinkRow, type SettingsRow } from "../../support/link-rows.ts";
import { useVisitedApp, type VisitRequest } from "../../support/visitor.ts";
import { call, makeWorkspace } from "../../support/workspace.ts";

const NOON = Date.UTC(2026, 10, 5, 5);
let now = NOON;
const running = useVisitedApp({
  env: { SIMPUL_TRUST_PROXY: "127.0.0.1" },
  clock: () => new Date(now),
});

const PHONE =
  "Mozilla/5.0 (Linux; Android 14; SM-G991B) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/126.0.0.0 Mobile Safari/537.36";
const WHATSAPP = "WhatsApp/2.23.20.0";
/** In Indonesia and in Korea. */
const JAKARTA = "36.66.1.1";
const SEOUL = "211.234.1.1";

async function openShop(
  link: Omit<LinkRow, "workspaceId"> = {},
  settings: Partial<Omit<Workspace, "id">> = {},
) {
  const owner = await makeWorkspace(running.app, settings);
  const workspaceId = owner.context.workspace.id;
  const made = await insertLinkRow(running.app.context.db, { workspaceId, ...link });
  const ask = async (path: string): Promise<unknown> => {
    const answer = await call(running.app, {
      method: "GET",
      path,
      authorization: `APIKey ${owner.linkKey}`,
    });
    const { code, message, result } = answer.body as {
      code: number;
      message: string;
      result: unknown;
    };
    expect(message).toBe("");
    expect(code).toBe(0);
    return result;
  };
  const day = "startYmd=2026-11-05&endYmd=2026-11-05";
  return {
    owner,
    link: made,
    visit: (address: string, more: Partial<VisitRequest> & { agent?: string } = {}) =>
      running.visit({
        ...more,
        path: more.path ?? `/${made.slug}`,
        headers: {
          "x-forwarded-for": address,
          "user-agent": more.agent ?? PHONE,
          ...more.headers,
        },
      }),
    clicks: async () => {
      const [row] = (await ask(`/api/statistics/v2/clicks-by-date?${day}`)) as object[];
      return row;
    },
    values: async (dimension: string) =>
      ask(`/api/statistics/v2/clicks-by-dimension?dimension=${dimension}&${day}`),
    totals: async () => ask(`/api/statistics/v2/totals?${day}`),
    row: async () =>
      ask(
        `/api/link/v1/get?linkId=${made.slug}&domain=${encodeURIComponent("http://localhost:8080")}`,
      ),
  };
}

const counted = (acesCnt: number, pernCnt: number) => ({ ymd: "2026-11-05", acesCnt, pernCnt });

describe("a visit", () => {
  test("is in the figures within a second", async () => {
    const shop = await openShop();
    expect((await shop.visit(JAKARTA)).status).toBe(302);
    await expect.poll(shop.clicks, { timeout: 1_000, interval: 20 }).toEqual(counted(1, 1));
    expect(await shop.row()).toMatchObject({ acesCnt: 1, pernCnt: 1 });
  });

  test("of the same visitor counts again only after five seconds, and once as a person", async () => {
    const shop = await openShop();
    for (const later of [0, 4_000, 9_500]) {
      now = NOON + later;
      await shop.visit(JAKARTA);
    }
    now = NOON;
    await shop.visit(JAKARTA, { agent: `${PHONE} Another/1.0` });
    await expect.poll(shop.clicks).toEqual(counted(3, 2));
  });

  test("tells where from, by what and why", async () => {
    const shop = await openShop({
      url: "https://shop.example/?utm_source=poster&utm_medium=print",
    });
    await shop.visit(SEOUL, {
      path: `/${shop.link.slug}?qr&utm_source=tempel`,
      headers: {
        referer: "https://www.Instagram.com/p/1?x=y",
        "accept-language": "ko-KR,ko;q=0.9",
      },
    });
    await expect.poll(shop.clicks).toEqual(counted(1, 1));
    for (const [dimension, value] of [
      ["country", "KR"],
      ["device", "mobile"],
      ["os", "Android"],
      ["browser", "Chrome"],
      ["referrer", "instagram.com"],
      ["language", "ko"],
      ["utm_source", "tempel"],
      ["utm_medium", "print"],
      ["utm_campaign", ""],
      ["qr", "Y"],
    ] as const) {
      expect(await shop.values(dimension), dimension).toEqual([{ value, acesCnt: 1, pernCnt: 1 }]);
    }
    expect(await shop.totals()).toMatchObject({ acesCnt: 1, pernCnt: 1, qrCnt: 1, knownCnt: 0 });
  });
});

describe("what is forwarded and does not count", () => {
  test.for<[string, Partial<VisitRequest> & { agent?: string }]>([
    ["a preview fetcher", { agent: WHATSAPP }],
    [
      "a bot",
      { agent: "Mozilla/5.0 (compatible; Googlebot/2.1; +http://www.google.com/bot.html)" },
    ],
    ["a prefetch", { headers: { "sec-purpose": "prefetch;prerender" } }],
    ["a HEAD", { method: "HEAD" }],
  ])("%s", async ([, asked]) => {
    const shop = await openShop();
    expect((await shop.visit(JAKARTA, asked)).status).toBe(302);
    await shop.visit(SEOUL);
    await expect.poll(shop.clicks).toEqual(counted(1, 1));
    expect(await shop.values("country")).toEqual([{ value: "KR", acesCnt: 1, pernCnt: 1 }]);
  });

  test("a visit from abroad where those stay out", async () => {
    const shop = await openShop({ excludes_overseas: true });
    expect((await shop.visit(SEOUL)).status).toBe(302);
    expect((await shop.visit(JAKARTA)).status).toBe(302);
    // Of whom the country is not known nobody can say that he is abroad.
    expect((await shop.visit("10.1.2.3")).status).toBe(302);
    await expect.poll(shop.clicks).toEqual(counted(2, 2));
  });

  test("nothing is abroad where the workspace has no home", async () => {
    const shop = await openShop({ excludes_overseas: true }, { homeCountry: null });
    await shop.visit(SEOUL);
    await expect.poll(shop.clicks).toEqual(counted(1, 1));
  });
});

describe("of a protected link machines see", () => {
  test.for<[string, SettingsRow]>([
    ["with a limit", { max_forwards: 1 }],
    ["with a password", { password_hash: "scrypt$x" }],
  ])("no more than its owner typed, %s", async ([, settings]) => {
    const shop = await openShop({
      ...settings,
      url: "https://secret.example/",
      title: "Kopi <b>gratis</b>",
      description: "Untuk seratus orang",
      metaImage: "https://cdn.example/kopi.png",
      redirectType: 301,
    });
    const answer = await shop.visit(JAKARTA, { agent: WHATSAPP });
    expect(answer.status).toBe(200);
    expect(answer.headers["location"]).toBeUndefined();
    expect(answer.body).toContain('<meta property="og:title" content="Kopi &lt;b>gratis&lt;/b>"/>');
    expect(answer.body).toContain('property="og:description" content="Untuk seratus orang"');
    expect(answer.body).toContain('property="og:image" content="https://cdn.example/kopi.png"');
    expect(answer.body).not.toContain("secret.example");
  });

  test("not a title that was only fetched, and take no place under its limit", async () => {
    const shop = await openShop({
      max_forwards: 1,
      title: "Rahasia",
      titleState: "fetched",
    });
    const answer = await shop.visit(JAKARTA, { headers: { purpose: "prefetch" } });
    expect(answer.status).toBe(200);
    expect(answer.body).not.toContain("Rahasia");
    expect((await shop.visit(JAKARTA)).status).toBe(302);
    expect((await shop.visit(SEOUL)).status).toBe(410);
    await expect.poll(shop.clicks).toEqual(counted(1, 1));
  });
});

test("a click counts for the group that the link was in", async () => {
  const shop = await openShop();
  const { id: group } = await createGroup(shop.owner.context, {
    name: "Musim panas",
    settings: {},
    webhook: {},
  });
  const grouped = await insertLinkRow(running.app.context.db, {
    workspaceId: shop.owner.context.workspace.id,
    groupId: group,
  });
  await shop.visit(JAKARTA, { path: `/${grouped.slug}` });
  await shop.visit(JAKARTA);
  await expect.poll(shop.clicks).toEqual(counted(2, 2));
  const answer = await call(running.app, {
    method: "GET",
    path: `/api/statistics/v2/clicks-by-date?startYmd=2026-11-05&endYmd=2026-11-05&grpIdx=${group}`,
    authorization: `APIKey ${shop.owner.linkKey}`,
  });
  expect(answer.body).toEqual({ code: 0, message: "", result: [counted(1, 1)] });
});

test("forwards before a limit was set count towards it", async () => {
  const shop = await openShop();
  await shop.visit(JAKARTA);
  await shop.visit(SEOUL);
  await expect.poll(shop.clicks).toEqual(counted(2, 2));
  const update = await call(running.app, {
    method: "PUT",
    path: "/api/link/v2/update",
    authorization: `APIKey ${shop.owner.linkKey}`,
    body: { linkId: shop.link.slug, domain: "http://localhost:8080", acesMaxCnt: 3 },
  });
  expect(update.body).toEqual({ code: 0, message: "", result: null });
  expect((await shop.visit("36.66.1.2")).status).toBe(302);
  expect((await shop.visit("36.66.1.3")).status).toBe(410);
});

test.for([302, 200] as const)(
  "a scan of a link by %d is one, and the destination hears nothing of it",
  async (redirectType) => {
    const shop = await openShop({ redirectType, url: "https://shop.example/?a=1" });
    const answer = await shop.visit(JAKARTA, { path: `/${shop.link.slug}?qr&b=2` });
    const text =
      redirectType === 302 ? answer.headers.location : answer.body.replaceAll("&amp;", "&");
    expect(text).toContain("https://shop.example/?a=1&b=2");
    expect(text).not.toContain("qr");
    const scanned = [{ value: "Y", acesCnt: 1, pernCnt: 1 }];
    await expect.poll(() => shop.values("qr"), { timeout: 5_000, interval: 20 }).toEqual(scanned);
  },
);
