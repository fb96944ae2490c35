import { beforeAll, describe, expect, test } from "vitest";
import { useApp } from "../../support/app.ts";
import { DOMAIN, type LinksClient, linksClient } from "../../support/links-api.ts";

let now = new Date("2026-02-01T03:04:05.678Z");
const host = useApp({ clock: () => now });
let api: LinksClient;
beforeAll(async () => {
  api = await linksClient(host.app);
});

const ok = (result: unknown) => ({ code: 0, message: "", result });
const unknownLink = {
  code: 40400,
  message: "no such link in this workspace: linkId",
  result: null,
};
const get = (linkId: string, client = api) =>
  client.get(`/api/link/v1/get?linkId=${encodeURIComponent(linkId)}&domain=${DOMAIN}`);
const row = async (linkId: string) => (await get(linkId)).result as Record<string, unknown>;
const update = (linkId: string, fields: object) =>
  api.put("/api/link/v2/update", { linkId, domain: DOMAIN, ...fields });
const remove = (linkId: string) =>
  api.del(`/api/link/v1/delete?linkId=${encodeURIComponent(linkId)}&domain=${DOMAIN}`);

const bare = {
  domain: DOMAIN,
  typeIdx: 103,
  typeNm: "URL",
  ttl: null,
  grpIdx: null,
  description: null,
  metaImg: null,
  memo: null,
  redirectType: 302,
  brandLinkYn: "N",
  createTypeIdx: 272,
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
  acesCnt: 0,
  pernCnt: 0,
  regYmdt: "2026-02-01 10:04:05",
  modYmdt: "2026-02-01 10:04:05",
  delYmdt: null,
};
const byDefault = (value: unknown) => ({ value, from: "default" });
const defaults = {
  notfSubscYn: byDefault("N"),
  qrBypassYn: byDefault("N"),
  blockOverseasSticsYn: byDefault("N"),
  pushNotifyYn: byDefault("N"),
  mailNotifyYn: byDefault("N"),
  nonmemberSticsPwdYn: byDefault("N"),
  strtYmdt: byDefault(null),
  endYmdt: byDefault(null),
  expireUrl: byDefault(null),
  pwdYn: byDefault("N"),
  acesMaxCnt: byDefault(0),
};

describe("a link", () => {
  test("is made of a URL alone, under seven letters nobody guesses", async () => {
    const url = "https://shop.example/a?b=c#d";
    const answer = await api.post("/api/link/v2/create", { url });
    expect(answer).toStrictEqual(ok(expect.stringMatching(/^http:\/\/localhost:8080\/\w{7}$/)));
    const linkId = String(answer.result).slice(-7);
    expect(await get(linkId)).toStrictEqual(
      ok({ linkId, url, ...bare, effective: defaults, inForce: {} }),
    );
  });

  test("keeps everything it is given", async () => {
    const grpIdx = await api.group();
    const fields = {
      redirectType: 301,
      grpIdx,
      ttl: "Kopi",
      description: "Fresh from the slope",
      metaImg: "https://shop.example/kopi.png",
      memo: "one\ntwo",
      delYmdt: "2027-01-01 00:00:00",
      notfSubscYn: "Y",
      qrBypassYn: "Y",
      blockOverseasSticsYn: "N",
      pushNotifyYn: "Y",
      strtYmdt: "2026-03-01 00:00:00",
      endYmdt: "2026-03-31 23:59:59",
      expireUrl: "https://example.com/x",
      acesMaxCnt: 10,
    };
    const linkId = await api.link({ ...fields, pwd: "p", nonmemberSticsPwd: "1234" });
    const { effective, inForce, ...kept } = await row(linkId);
    const { url } = kept;
    expect(kept).toStrictEqual({
      linkId,
      url,
      ...bare,
      ...fields,
      pwdYn: "Y",
      nonmemberSticsPwdYn: "Y",
    });
    expect(effective).toMatchObject({
      notfSubscYn: { value: "Y", from: "link" },
      blockOverseasSticsYn: { value: "N", from: "link" },
      mailNotifyYn: { value: "N", from: "default" },
      pwdYn: { value: "Y", from: "link" },
    });
  });

  test("has the id its owner chose, in any script", async () => {
    const url = "https://shop.example/";
    const answer = await api.post("/api/link/v2/create", { url, brandLinkId: " 커피.2026_a-b " });
    const path = encodeURIComponent("커피.2026_a-b");
    expect(answer).toStrictEqual(ok(`${DOMAIN}/${path}`));
    expect(await row("커피.2026_a-b")).toMatchObject({ brandLinkYn: "Y", linkId: "커피.2026_a-b" });
    expect(
      await api.post("/api/link/v2/create", { url, brandLinkId: "커피.2026_a-b" }),
    ).toStrictEqual({
      code: 40900,
      message: "brandLinkId is taken on this domain",
      result: null,
    });
    await api.link({ brandLinkId: "CaSe" });
    expect(await get("case")).toStrictEqual(unknownLink);
    await api.link({ brandLinkId: "case" });
  });

  test("is changed where it is told to, and stays as it is elsewhere", async () => {
    const grpIdx = await api.group();
    const linkId = await api.link({
      grpIdx,
      memo: "m",
      pwd: "p",
      endYmdt: "2026-03-31 23:59:59",
      redirectType: 200,
    });
    const before = await row(linkId);
    expect(
      await update(linkId, { description: "d", qrBypassYn: "N", delYmdt: "2030-01-01 00:00:00" }),
    ).toStrictEqual(ok(null));
    expect(await row(linkId)).toMatchObject({
      ...before,
      description: "d",
      qrBypassYn: "N",
      delYmdt: "2030-01-01 00:00:00",
      effective: { qrBypassYn: { value: "N", from: "link" } },
    });
    const clear = {
      memo: "",
      pwd: null,
      endYmdt: "",
      description: null,
      qrBypassYn: null,
      delYmdt: "",
      redirectType: null,
      grpIdx: 0,
      ttl: "",
    };
    expect(await update(linkId, clear)).toStrictEqual(ok(null));
    expect(await row(linkId)).toStrictEqual({
      linkId,
      url: before["url"],
      ...bare,
      effective: defaults,
      inForce: {},
    });
  });

  test("moves to another URL, whose title it takes unless it was given one", async () => {
    const url = "https://elsewhere.example/";
    const typed = await api.link({ ttl: "Mine" });
    await update(typed, { url });
    expect(await row(typed)).toMatchObject({ url, ttl: "Mine" });
    const fetched = await api.link({ ttl: "" });
    await update(fetched, { url });
    expect(await row(fetched)).toMatchObject({ url, ttl: null });
  });

  test("leaves its group for another, and both count right", async () => {
    const [one, two] = [await api.group(), await api.group()];
    const linkId = await api.link({ grpIdx: one });
    const count = async (grpIdx: number) => {
      const { result } = await api.get(`/api/link-group/v1/get?grpIdx=${grpIdx}`);
      return (result as { linkCnt: number }).linkCnt;
    };
    await update(linkId, { grpIdx: two });
    expect([await count(one), await count(two)]).toEqual([0, 1]);
    await update(linkId, { grpIdx: null });
    expect([await count(one), await count(two)]).toEqual([0, 0]);
    expect(await row(linkId)).toMatchObject({ grpIdx: null });
  });

  test("is gone for good once deleted, and only a chosen id comes back", async () => {
    const generated = await api.link();
    const chosen = await api.link({ brandLinkId: "promo" });
    for (const linkId of [generated, chosen]) {
      expect(await remove(linkId)).toStrictEqual(ok(null));
      expect(await get(linkId)).toStrictEqual(unknownLink);
      expect(await remove(linkId)).toStrictEqual(unknownLink);
      expect(await update(linkId, { memo: "x" })).toStrictEqual(unknownLink);
    }
    const url = "https://shop.example/";
    const again = (brandLinkId: string) => api.post("/api/link/v2/create", { url, brandLinkId });
    expect(await again("promo")).toStrictEqual(ok(`${DOMAIN}/promo`));
    expect(await again(generated)).toMatchObject({ code: 40900 });
  });

  test("is none from the moment it is due, and its chosen id is free", async () => {
    const due = { brandLinkId: "soon", delYmdt: "2026-02-01 11:00:00" };
    const linkId = await api.link(due);
    now = new Date("2026-02-01T04:00:00Z");
    expect(await get(linkId)).toStrictEqual(unknownLink);
    expect(await remove(linkId)).toStrictEqual(unknownLink);
    expect(await api.link({ ...due, delYmdt: null })).toBe("soon");
    now = new Date("2026-02-01T03:04:05.678Z");
  });

  test("is nobody else's to see, change or delete", async () => {
    const linkId = await api.link();
    const other = await linksClient(host.app);
    expect(await get(linkId, other)).toStrictEqual(unknownLink);
    expect(
      await other.put("/api/link/v2/update", { linkId, domain: DOMAIN, memo: "x" }),
    ).toStrictEqual(unknownLink);
    expect(await other.del(`/api/link/v1/delete?linkId=${linkId}&domain=${DOMAIN}`)).toStrictEqual(
      unknownLink,
    );
    expect(await row(linkId)).toMatchObject({ memo: null });
  });
});

describe("the group's word", () => {
  test("beats the link's, N and 0 too, and what it clears is the link's again", async () => {
    const grpIdx = await api.group({
      qrBypassYn: "N",
      acesMaxCnt: 0,
      expireUrl: "https://g.example/",
    });
    const linkId = await api.link({ grpIdx, qrBypassYn: "Y", acesMaxCnt: 5, notfSubscYn: "Y" });
    const effective = async () => (await row(linkId))["effective"];
    expect(await effective()).toStrictEqual({
      ...defaults,
      qrBypassYn: { value: "N", from: "group" },
      acesMaxCnt: { value: 0, from: "group" },
      expireUrl: { value: "https://g.example/", from: "group" },
      notfSubscYn: { value: "Y", from: "link" },
    });
    await api.put("/api/link-group/v1/update", {
      grpIdx,
      qrBypassYn: null,
      expireUrl: "",
      pwd: "x",
    });
    expect(await effective()).toStrictEqual({
      ...defaults,
      qrBypassYn: { value: "Y", from: "link" },
      acesMaxCnt: { value: 0, from: "group" },
      notfSubscYn: { value: "Y", from: "link" },
      pwdYn: { value: "Y", from: "group" },
    });
    await api.del(`/api/link-group/v1/delete?grpIdx=${grpIdx}`);
    expect(await row(linkId)).toMatchObject({ grpIdx: null, qrBypassYn: "Y" });
    expect(await effective()).toMatchObject({ acesMaxCnt: { value: 5, from: "link" } });
  });

  test("is counted against the links that say otherwise", async () => {
    const grpIdx = await api.group({
      endYmdt: "2026-03-31 23:59:59",
      qrBypassYn: "N",
      pwd: "g",
      acesMaxCnt: 3,
    });
    await api.link({ grpIdx, endYmdt: "2026-04-30 00:00:00", pwd: "own" });
    await api.link({
      grpIdx,
      endYmdt: "2026-03-31 23:59:59",
      qrBypassYn: "Y",
      expireUrl: "https://l.example/",
    });
    await api.link({ grpIdx, endYmdt: "2026-01-01 00:00:00" });
    expect(await api.get(`/api/link-group/v1/overrides?grpIdx=${grpIdx}`)).toStrictEqual(
      ok({
        endYmdt: { links: 2, more: false },
        qrBypassYn: { links: 1, more: false },
        pwd: { links: 1, more: false },
        acesMaxCnt: { links: 0, more: false },
      }),
    );
    const silent = await api.group();
    expect(await api.get(`/api/link-group/v1/overrides?grpIdx=${silent}`)).toStrictEqual(ok({}));
  });
});
