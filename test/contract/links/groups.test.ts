import { beforeAll, describe, expect, test } from "vitest";
import { useApp } from "../../support/app.ts";
import { type LinksClient, linksClient } from "../../support/links-api.ts";

const at = new Date("2026-02-01T03:04:05.678Z");
const host = useApp({ clock: () => at });
let api: LinksClient;
beforeAll(async () => {
  api = await linksClient(host.app);
});

const ok = (result: unknown) => ({ code: 0, message: "", result });
const read = async (grpIdx: number) =>
  (await api.get(`/api/link-group/v1/get?grpIdx=${grpIdx}`)).result as Record<string, unknown>;

const nothingSet = {
  memo: null,
  notfSubscYn: null,
  qrBypassYn: null,
  blockOverseasSticsYn: null,
  pushNotifyYn: null,
  mailNotifyYn: null,
  nonmemberSticsPwdYn: "N",
  strtYmdt: null,
  endYmdt: null,
  expireUrl: null,
  pwdYn: "N",
  acesMaxCnt: null,
  webhookEnableYn: null,
  webhookCallbackUrl: null,
  webhookMetric: null,
  webhookFrequency: null,
  linkCnt: 0,
  acesCnt: 0,
  pernCnt: 0,
  statisticsUrl: null,
  inForce: {},
  regYmdt: "2026-02-01 10:04:05",
  modYmdt: "2026-02-01 10:04:05",
};

describe("a group", () => {
  test("is made with a name, and answers its number", async () => {
    const answer = await api.post("/api/link-group/v1/create", { nm: "Instagram Group" });
    expect(answer).toStrictEqual(ok({ grpIdx: expect.any(Number), webhookSecretKey: null }));
    const { grpIdx } = answer.result as { grpIdx: number };
    expect(await api.get(`/api/link-group/v1/get?grpIdx=${grpIdx}`)).toStrictEqual(
      ok({ idx: grpIdx, nm: "Instagram Group", ...nothingSet }),
    );
  });

  test("takes the reference call as it stands", async () => {
    const grpIdx = await api.group();
    const answer = await api.put("/api/link-group/v1/update", {
      grpIdx,
      nm: "Instagram Group",
      memo: "A group of links used in Instagram ads.",
      strtYmdt: "2026-03-01 00:00:00",
      endYmdt: "2026-03-31 23:59:59",
      expireUrl: "https://example.com/event-expired",
    });
    expect(answer).toStrictEqual(ok(null));
    expect(await read(grpIdx)).toStrictEqual({
      idx: grpIdx,
      ...nothingSet,
      nm: "Instagram Group",
      memo: "A group of links used in Instagram ads.",
      strtYmdt: "2026-03-01 00:00:00",
      endYmdt: "2026-03-31 23:59:59",
      expireUrl: "https://example.com/event-expired",
    });
  });

  test("keeps every setting it is given", async () => {
    const settings = {
      memo: "one\n\ttwo",
      notfSubscYn: "Y",
      qrBypassYn: "N",
      blockOverseasSticsYn: "Y",
      pushNotifyYn: "Y",
      mailNotifyYn: "N",
      strtYmdt: "2026-03-01 00:00:00",
      endYmdt: "2026-03-31 23:59:59",
      expireUrl: "https://example.com/x?y=1#z",
      acesMaxCnt: 2147483647,
    };
    const grpIdx = await api.group({ ...settings, pwd: " secret ", nonmemberSticsPwd: "1234" });
    expect(await read(grpIdx)).toMatchObject({
      ...settings,
      pwdYn: "Y",
      nonmemberSticsPwdYn: "Y",
    });
  });

  test("is left as it is where a field is left out, and cleared by null and by nothing", async () => {
    const grpIdx = await api.group({
      memo: "m",
      qrBypassYn: "Y",
      pwd: "p",
      nonmemberSticsPwd: "statistics",
      strtYmdt: "2026-03-01 00:00:00",
      endYmdt: "2026-03-31 23:59:59",
      expireUrl: "https://example.com/",
      acesMaxCnt: 5,
    });
    const full = await read(grpIdx);
    await api.put("/api/link-group/v1/update", { grpIdx, nm: "Other" });
    expect(await read(grpIdx)).toStrictEqual({ ...full, nm: "Other" });

    const empty = { memo: "", pwd: "", nonmemberSticsPwd: "", strtYmdt: "", expireUrl: "" };
    expect(await api.put("/api/link-group/v1/update", { grpIdx, ...empty })).toStrictEqual(
      ok(null),
    );
    expect(await read(grpIdx)).toStrictEqual({
      ...full,
      nm: "Other",
      memo: null,
      pwdYn: "N",
      nonmemberSticsPwdYn: "N",
      statisticsUrl: null,
      strtYmdt: null,
      expireUrl: null,
    });

    const nulls = { qrBypassYn: null, endYmdt: null, acesMaxCnt: null, webhookMetric: null };
    expect(await api.put("/api/link-group/v1/update", { grpIdx, ...nulls })).toStrictEqual(
      ok(null),
    );
    expect(await read(grpIdx)).toStrictEqual({ idx: grpIdx, nm: "Other", ...nothingSet });
  });

  test("says N and 0 as words of its own", async () => {
    const grpIdx = await api.group({ qrBypassYn: "N", acesMaxCnt: 0 });
    expect(await read(grpIdx)).toMatchObject({ qrBypassYn: "N", acesMaxCnt: 0, notfSubscYn: null });
  });

  test("is unknown to another workspace, and once it is deleted", async () => {
    const grpIdx = await api.group();
    const other = await linksClient(host.app);
    const unknown = {
      code: 40400,
      message: "no such group in this workspace: grpIdx",
      result: null,
    };
    const everyWay = async (client: LinksClient) => [
      await client.get(`/api/link-group/v1/get?grpIdx=${grpIdx}`),
      await client.get(`/api/link-group/v1/overrides?grpIdx=${grpIdx}`),
      await client.put("/api/link-group/v1/update", { grpIdx, memo: "x" }),
      await client.post("/api/link-group/v1/rotate-secret", { grpIdx }),
      await client.post("/api/link/v2/create", { url: "https://a.example/", grpIdx }),
      await client.del(`/api/link-group/v1/delete?grpIdx=${grpIdx}`),
    ];
    expect(await everyWay(other)).toStrictEqual(Array(6).fill(unknown));
    expect(await api.del(`/api/link-group/v1/delete?grpIdx=${grpIdx}`)).toStrictEqual(ok(null));
    expect(await everyWay(api)).toStrictEqual(Array(6).fill(unknown));
  });
});

describe("a list of groups", () => {
  const row = (idx: number, nm: string) => ({
    idx,
    nm,
    memo: "",
    linkCnt: 0,
    notfSubscYn: "N",
    qrBypassYn: "N",
    blockOverseasSticsYn: "N",
    pushNotifyYn: "N",
    mailNotifyYn: "N",
    webhookEnableYn: "N",
    webhookCallbackUrl: null,
    webhookMetric: "C",
    webhookFrequency: 1,
    regYmdt: "2026-02-01 10:04:05",
    modYmdt: "2026-02-01 10:04:05",
  });

  test("has thirty rows a page, the newest first, with defaults where nothing is set", async () => {
    const mine = await linksClient(host.app);
    const made: number[] = [];
    for (let i = 0; i < 31; i++) made.push(await mine.group({ nm: `G${i}` }));
    const rows = made.map((idx, i) => row(idx, `G${i}`)).reverse();
    const extra = { pages: 1, nextPages: 2, nextYn: "Y", count: 30, totalCount: 31 };
    const first = { extra, list: rows.slice(0, 30) };
    expect(await mine.get("/api/link-group/v2/list?pages=1")).toStrictEqual(ok(first));
    expect(await mine.get("/api/link-group/v2/list?nm=&grpIdx=&pages=")).toStrictEqual(ok(first));
    expect(await mine.get("/api/link-group/v2/list?pages=2")).toStrictEqual(
      ok({
        extra: { pages: 2, nextPages: 2, nextYn: "N", count: 1, totalCount: 31 },
        list: rows.slice(30),
      }),
    );
    expect(await mine.get("/api/link-group/v2/list?pages=3")).toStrictEqual(
      ok({
        extra: { pages: 3, nextPages: 3, nextYn: "N", count: 0, totalCount: 31 },
        list: [],
      }),
    );
    expect(await mine.get("/api/link-group/v1/list")).toStrictEqual(ok(rows.slice(0, 30)));
    expect(await mine.get("/api/link-group/v1/list?nm=")).toStrictEqual(ok(rows.slice(0, 30)));
  });

  test("names what each group has set where it is asked to", async () => {
    const mine = await linksClient(host.app);
    await mine.group({ nm: "Plain" });
    const all = {
      strtYmdt: "2026-03-01 00:00:00",
      endYmdt: "2026-03-31 23:59:59",
      expireUrl: "https://shop.example/ended",
      pwd: "kopi",
      acesMaxCnt: 0,
      notfSubscYn: "N",
      qrBypassYn: "Y",
      blockOverseasSticsYn: "N",
      nonmemberSticsPwd: "susu",
      pushNotifyYn: "N",
      mailNotifyYn: "N",
    };
    await mine.group({ nm: "Full", ...all, webhookEnableYn: "N" });
    const asked = async (query: string) =>
      (await mine.get(`/api/link-group/v2/list?${query}`)).result as { list: { set?: string[] }[] };
    const { list } = await asked("setYn=Y");
    expect(list.map(({ set = [] }) => set.toSorted())).toEqual([Object.keys(all).toSorted(), []]);
    expect((await asked("setYn=N")).list.map(({ set }) => set)).toEqual([undefined, undefined]);
    expect(await mine.get("/api/link-group/v2/list?setYn=y")).toMatchObject({ code: 40011 });
  });

  test("is searched by part of the name and by number", async () => {
    const mine = await linksClient(host.app);
    const plain = await mine.group({ nm: "Summer ads" });
    const odd = await mine.group({ nm: "50%_\\off" });
    const found = async (query: string) =>
      (await mine.get(`/api/link-group/v1/list?${query}`)).result as { idx: number }[];
    const idxs = async (query: string) => (await found(query)).map(({ idx }) => idx);
    expect(await idxs("nm=MER%20A")).toEqual([plain]);
    expect(await idxs("nm=%25_")).toEqual([odd]);
    expect(await idxs("nm=%5C")).toEqual([odd]);
    expect(await idxs("nm=_ds")).toEqual([]);
    expect(await idxs(`grpIdx=${plain}`)).toEqual([plain]);
    expect(await idxs(`grpIdx=${plain}&nm=off`)).toEqual([]);
  });

  test("counts links, and forgets a deleted group", async () => {
    const mine = await linksClient(host.app);
    const grpIdx = await mine.group();
    const slug = await mine.link({ grpIdx });
    await mine.link({ grpIdx });
    const count = async () => {
      const { result } = await mine.get("/api/link-group/v1/list");
      return (result as { linkCnt: number }[]).map(({ linkCnt }) => linkCnt);
    };
    expect(await count()).toEqual([2]);
    await mine.del(`/api/link/v1/delete?linkId=${slug}&domain=http://localhost:8080`);
    expect(await count()).toEqual([1]);
    await mine.del(`/api/link-group/v1/delete?grpIdx=${grpIdx}`);
    expect(await count()).toEqual([]);
  });
});
