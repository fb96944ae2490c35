import { beforeAll, describe, expect, test } from "vitest";
import { useApp } from "../../support/app.ts";
import { DOMAIN, type LinksClient, linksClient } from "../../support/links-api.ts";

const host = useApp({
  env: { SIMPUL_SMTP_URL: "smtp://127.0.0.1:1", SIMPUL_MAIL_FROM: "a@b.example" },
});
let api: LinksClient;
let grpIdx: number;
let linkId: string;
const hooks = "https://203.0.113.9/hook";

beforeAll(async () => {
  const webhook = {
    enabled: true,
    url: hooks,
    metric: "clicks",
    frequency: 1,
    hasSecret: true,
  } as const;
  api = await linksClient(host.app, { webhook });
  grpIdx = await api.group();
  linkId = await api.link();
});

const long = (n: number) => "ꦏ".repeat(n);
const wide = (n: number) => "😀".repeat(n);

type Case = [field: string, value: unknown, code: number];
const flagCases = (field: string): Case[] => [
  [field, "Y", 0],
  [field, "N", 0],
  [field, null, 0],
  [field, "y", 40011],
  [field, true, 40011],
  [field, "", 40011],
];
const timeCases = (field: string): Case[] => [
  [field, "2026-02-28 23:59:59", 0],
  [field, "2026-02-28T23:59:59+09:00", 0],
  [field, "2026-02-28T23:59:59Z", 0],
  [field, "2026-02-28T23:59:59+0700", 0],
  [field, "2026-02-28T23:59:59+07", 0],
  [field, "2026-02-28 23:59-0330", 0],
  [field, "2026-02-28T23:59:59+7", 40011],
  [field, null, 0],
  [field, "", 0],
  [field, "2026-02-30 00:00:00", 40011],
  [field, "2026-02-28", 40011],
  [field, "2026-02-28 24:00:00", 40011],
  [field, 1_772_000_000, 40011],
];
const textCases = (field: string, max: number): Case[] => [
  [field, wide(max), 0],
  [field, long(max + 1), 40011],
  [field, "", 0],
  [field, null, 0],
  [field, 7, 40011],
  [field, "\ud800", 40011],
];
const urlCases = (field: string): Case[] => [
  [field, "https://example.com/?q=%20#f", 0],
  [field, "https://münchen.example/straße", 0],
  [field, `https://e.example/${"a".repeat(2_982)}`, 0],
  [field, `https://e.example/${"a".repeat(2_983)}`, 40014],
  [field, "ftp://example.com/", 40014],
  [field, "javascript:alert(1)", 40014],
  [field, "https://", 40014],
  [field, "/path", 40014],
  [field, `${DOMAIN}/abc`, 40014],
  [field, `\u200b${DOMAIN}/abc\u200b`, 40014],
  [field, "https://LOCALHOST:8080/x", 40014],
  [field, "https://127.0.0.1:8080/x", 40014],
  [field, 7, 40011],
];

const settings: Case[] = [
  ...["notfSubscYn", "qrBypassYn", "blockOverseasSticsYn", "pushNotifyYn", "mailNotifyYn"].flatMap(
    flagCases,
  ),
  ["nonmemberSticsPwd", "1234", 0],
  ["nonmemberSticsPwd", wide(100), 0],
  ["nonmemberSticsPwd", "123", 40011],
  ["nonmemberSticsPwd", long(101), 40011],
  ["nonmemberSticsPwd", "", 0],
  ["nonmemberSticsPwd", null, 0],
  ["nonmemberSticsPwd", 1234, 40011],
  ...timeCases("strtYmdt"),
  ...timeCases("endYmdt"),
  ...urlCases("expireUrl"),
  ["expireUrl", "http://example.com/", 0],
  ["expireUrl", "", 0],
  ["expireUrl", null, 0],
  ["pwd", " ", 0],
  ["pwd", wide(100), 0],
  ["pwd", long(101), 40011],
  ["pwd", "", 0],
  ["pwd", null, 0],
  ["pwd", "\udc00", 40011],
  ["acesMaxCnt", 0, 0],
  ["acesMaxCnt", 2 ** 31 - 1, 0],
  ["acesMaxCnt", null, 0],
  ["acesMaxCnt", 2 ** 31, 40011],
  ["acesMaxCnt", -1, 40011],
  ["acesMaxCnt", 1.5, 40011],
  ["acesMaxCnt", "5", 40011],
  ...textCases("memo", 1_000),
  ["memo", "line\n\ttab", 0],
  ["memo", "bell\u0007", 40011],
];

const group: Case[] = [
  ...settings,
  ["nm", "N", 0],
  ["nm", wide(100), 0],
  ["nm", long(101), 40011],
  ["nm", "", 40011],
  ["nm", "  ", 40011],
  ["nm", null, 40011],
  ["nm", "a\nb", 40011],
  ["nm", 1, 40011],
  ...flagCases("webhookEnableYn").filter(([, value]) => value !== "Y"),
  ["webhookEnableYn", "Y", 40020],
  ["webhookCallbackUrl", hooks.replace("203.0.113.9", "93.184.215.14"), 0],
  ["webhookCallbackUrl", "\ufeffhttps://93.184.215.14/a\u200b", 0],
  ["webhookCallbackUrl", "", 0],
  ["webhookCallbackUrl", null, 0],
  ["webhookCallbackUrl", 5, 40011],
  ["webhookCallbackUrl", "nonsense", 40020],
  ["webhookCallbackUrl", "http://93.184.215.14/", 40020],
  ["webhookCallbackUrl", "https://127.0.0.1/", 40020],
  ["webhookCallbackUrl", "https://[::1]/", 40020],
  ["webhookCallbackUrl", "https://169.254.169.254/", 40020],
  ...[
    ...["localhost", "localhost.", "LOCALHOST:8443", "shop.localhost", "a.b.localhost."],
    ...["localhost.localdomain", "ip6-localhost", "printer.local", "ｌｏｃａｌｈｏｓｔ"],
    ...["metadata.google.internal", "nas.home.arpa", "127.0.0.1.", "[::1]:8443"],
  ].map((host): Case => ["webhookCallbackUrl", `https://${host}/`, 40020]),
  ["webhookCallbackUrl", "https://localhost.kopi.invalid/", 0],
  ["webhookCallbackUrl", "https://mylocalhost.invalid/", 0],
  ["webhookCallbackUrl", "https://nowhere.invalid/", 0],
  ["webhookMetric", "C", 0],
  ["webhookMetric", "P", 0],
  ["webhookMetric", null, 0],
  ["webhookMetric", "X", 40011],
  ["webhookFrequency", 1, 0],
  ["webhookFrequency", 200, 0],
  ["webhookFrequency", 1000, 0],
  ["webhookFrequency", null, 0],
  ["webhookFrequency", 2, 40011],
  ["webhookFrequency", "50", 40011],
];

const link: Case[] = [
  ...settings,
  ...urlCases("url"),
  ["url", "http://example.com/", 0],
  ["url", "", 40014],
  ["url", null, 40011],
  ...urlCases("metaImg"),
  ["metaImg", "http://example.com/a.png", 40014],
  ["metaImg", "", 0],
  ["metaImg", null, 0],
  ...[200, 301, 302, null].map((value): Case => ["redirectType", value, 0]),
  ...[307, "301", true].map((value): Case => ["redirectType", value, 40011]),
  ["grpIdx", 0, 0],
  ["grpIdx", null, 0],
  ["grpIdx", 999_999_999, 40400],
  ["grpIdx", -1, 40011],
  ["grpIdx", "1", 40011],
  ...textCases("ttl", 200),
  ["ttl", "a\nb", 40011],
  ...textCases("description", 1_000),
  ...timeCases("delYmdt").filter(
    ([, value]) =>
      value === null || value === "" || typeof value !== "string" || value.includes("30 "),
  ),
  ["delYmdt", "2099-12-31 00:00:00", 0],
];

const newLink: Case[] = [
  ...link,
  ["domain", DOMAIN, 0],
  ["domain", `${DOMAIN}/`, 0],
  ["domain", "localhost:8080", 40011],
  ["domain", "ftp://localhost:8080", 40011],
  ["domain", `${DOMAIN}/path`, 40011],
  ["domain", "https://not-ours.example", 40400],
  ["domain", null, 40011],
  ["reuseYn", "N", 0],
  ["reuseYn", "Y", 0],
  ["reuseYn", null, 40011],
  ["brandLinkId", "☕kopi", 0],
  ["brandLinkId", "می\u200cروم", 0],
  ["brandLinkId", "kopi\u200d", 40011],
  ["brandLinkId", "ꦏꦺꦴꦥꦶ", 0],
  ["brandLinkId", "a~b", 40011],
  ["brandLinkId", "a/b", 40011],
  ["brandLinkId", "a b", 40011],
  ["brandLinkId", "..", 40011],
  ["brandLinkId", "", 40011],
  ["brandLinkId", "z".repeat(100), 0],
  ["brandLinkId", "z".repeat(101), 40011],
  ...["api", "v1", "App", "assets", "docs", "openapi", "healthz", "readyz", "metrics"].map(
    (value): Case => ["brandLinkId", value, 40011],
  ),
  ...["sw.js", "favicon.ico", "robots.txt", ".well-known"].map(
    (value): Case => ["brandLinkId", value, 40011],
  ),
];

const shown = ([field, value, code]: Case): string => {
  const text = JSON.stringify(value) ?? "undefined";
  return `${field} ${text.length > 40 ? `${text.slice(0, 40)}… (${text.length})` : text} → ${code}`;
};

describe.each<[string, Case[], (fields: object) => Promise<{ code: number; message: string }>]>([
  [
    "to make a group",
    group,
    (fields) => api.post("/api/link-group/v1/create", { nm: "Ads", ...fields }),
  ],
  [
    "to change a group",
    group,
    (fields) => api.put("/api/link-group/v1/update", { grpIdx, ...fields }),
  ],
  [
    "to make a link",
    newLink,
    (fields) => api.post("/api/link/v2/create", { url: "https://a.example/", ttl: "t", ...fields }),
  ],
  [
    "to change a link",
    link,
    (fields) => api.put("/api/link/v2/update", { linkId, domain: DOMAIN, ...fields }),
  ],
])("%s", (_name, cases, send) => {
  test.for(cases.map((one) => ({ one, name: shown(one) })))("$name", async ({ one }) => {
    const [field, value, code] = one;
    // Times of earlier cases must not stand in this one's way.
    const alone =
      field === "strtYmdt" ? { endYmdt: null } : field === "endYmdt" ? { strtYmdt: null } : {};
    const answer = await send({ ...alone, [field]: value });
    expect(answer, answer.message).toMatchObject({ code });
    const told = code === 40020 ? "webhookCallbackUrl" : code === 0 || code === 40400 ? "" : field;
    expect(answer.message).toContain(told);
  });

  test("an unknown field is named, with the nearest known one", async () => {
    expect(await send({ pushNotfyYn: "Y" })).toStrictEqual({
      code: 40012,
      message: "pushNotfyYn is not a known field; the nearest is pushNotifyYn",
      result: null,
    });
  });
});

describe("where several things are wrong", () => {
  const create = (body: object) => api.post("/api/link/v2/create", body);

  test("an unknown field is told before a missing one, and that before a wrong one", async () => {
    expect(await create({ pwd: 1, nothing: 1 })).toMatchObject({ code: 40012 });
    expect(await create({ pwd: 1 })).toMatchObject({ code: 40010, message: "url is missing" });
  });

  test("the first wrong field in the order sent is told", async () => {
    const wrong = {
      url: "ftp://x.example",
      pwd: 1,
      brandLinkId: "api",
      domain: "x",
      strtYmdt: "x",
    };
    const names = Object.keys(wrong) as (keyof typeof wrong)[];
    for (const first of names) {
      const rest = names.filter((name) => name !== first);
      const body = Object.fromEntries([first, ...rest].map((name) => [name, wrong[name]]));
      const answer = await create(body);
      expect(answer.message).toMatch(new RegExp(`^${first} `));
      expect(answer.code).toBe(first === "url" ? 40014 : 40011);
    }
  });

  test("a wrong field is told before an unknown group, and that before the plan and the rules", async () => {
    const free = await linksClient(host.app, { plan: "Free" });
    const send = async (body: object) => (await free.post("/api/link/v2/create", body)).code;
    const window = { strtYmdt: "2026-03-02 00:00:00", endYmdt: "2026-03-01 00:00:00" };
    const url = "https://a.example/";
    expect(await send({ url, ...window, redirectType: 301, grpIdx: 1, memo: 1 })).toBe(40011);
    expect(await send({ url, ...window, redirectType: 301, grpIdx: 1 })).toBe(40400);
    expect(await send({ url, ...window, redirectType: 301 })).toBe(40300);
    expect(await send({ url, ...window })).toBe(40013);
    await free.link({ brandLinkId: "first" });
    expect(await send({ url, ...window, brandLinkId: "first" })).toBe(40013);
    expect(await send({ url, brandLinkId: "first" })).toBe(40900);
  });

  test("one wrong field of an update changes nothing", async () => {
    const before = await api.get(`/api/link-group/v1/get?grpIdx=${grpIdx}`);
    const wrong = { grpIdx, nm: "Changed", memo: "changed", acesMaxCnt: -1 };
    expect(await api.put("/api/link-group/v1/update", wrong)).toMatchObject({ code: 40011 });
    expect(await api.get(`/api/link-group/v1/get?grpIdx=${grpIdx}`)).toStrictEqual(before);
  });
});
