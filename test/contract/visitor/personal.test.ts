import { beforeAll, describe, expect, test } from "vitest";
import { insertLinkRow, type LinkRow } from "../../support/link-rows.ts";
import { type LinksClient, linksClient } from "../../support/links-api.ts";
import { hashPassword } from "../../support/password.ts";
import { clickedBy, clicksToldOf, leadTo, newPerson, whoClicked } from "../../support/people.ts";
import {
  broughtBack,
  typed,
  useVisitedApp,
  type VisitAnswer,
  type VisitRequest,
} from "../../support/visitor.ts";

const NOON = Date.UTC(2026, 10, 5, 5);
const running = useVisitedApp({
  env: { SIMPUL_TRUST_PROXY: "127.0.0.1" },
  clock: () => new Date(NOON),
});
const PHONE =
  "Mozilla/5.0 (Linux; Android 14; SM-G991B) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/126.0.0.0 Mobile Safari/537.36";
const DAY = "startYmd=2026-11-05&endYmd=2026-11-05";

let secret = "";
beforeAll(async () => {
  secret = await hashPassword("kopi");
});

let visitors = 0;

/** A workspace with a link, and one of its people. */
async function newLetter(link: Omit<LinkRow, "workspaceId"> = {}) {
  const { db } = running.app.context;
  const api = await linksClient(running.app);
  const workspaceId = api.workspace.context.workspace.id;
  const made = await insertLinkRow(db, { workspaceId, ...link });
  const euid = await newPerson(db, workspaceId);
  return {
    api,
    workspaceId,
    euid,
    slug: made.slug,
    path: await pathFor(api, made.slug, euid),
    /** Whose the clicks are, once there are so many. */
    async clicks(many: number) {
      await expect.poll(() => whoClicked(db, workspaceId)).toHaveLength(many);
      return whoClicked(db, workspaceId);
    },
  };
}

/** The path of a link for somebody, as the API hands it out. */
async function pathFor(api: LinksClient, linkId: string, euid: number): Promise<string> {
  const { result } = await api.post("/api/link/v1/personalize", { linkId, euids: [euid] });
  return new URL((result as [{ shortUrl: string }])[0].shortUrl).pathname;
}

/** By somebody who was never here. */
function visit(path: string, more: Partial<VisitRequest> = {}): Promise<VisitAnswer> {
  visitors += 1;
  const address = `36.66.${visitors >> 8}.${visitors & 255}`;
  const headers = { "x-forwarded-for": address, "user-agent": PHONE, ...more.headers };
  return running.visit({ ...more, path, headers });
}

describe("a visit of a personal link", () => {
  test("leads on like the link, and is known by its person in every figure", async () => {
    const letter = await newLetter({ url: "https://shop.example/?a=1" });
    const { api, euid, workspaceId } = letter;
    const answer = await visit(`${letter.path}?utm_source=mail`, {
      headers: { referer: "https://mail.example/inbox" },
    });
    expect(answer).toMatchObject({
      status: 302,
      headers: { location: "https://shop.example/?a=1&utm_source=mail" },
    });
    await visit(`/${letter.slug}`);
    expect((await letter.clicks(2)).toSorted()).toEqual([euid, null].toSorted());
    const totals = await api.get(`/api/statistics/v2/totals?${DAY}`);
    expect(totals.result).toMatchObject({ acesCnt: 2, pernCnt: 2, knownCnt: 1 });
    const exported = await api.send({
      method: "GET",
      path: `/api/statistics/v2/clicks/export?${DAY}&format=ndjson`,
    });
    const rows = String(exported.body).trim().split("\n");
    expect(rows.map((row) => JSON.parse(row).euid).toSorted()).toEqual([euid, null].toSorted());
    const at = new Date(NOON);
    const { db } = running.app.context;
    expect(await clickedBy(db, workspaceId, euid)).toEqual({ first: at, last: at, clicks: 1 });
    expect(await clicksToldOf(db, workspaceId, euid)).toEqual([
      {
        number: expect.any(Number),
        at,
        link: `http://localhost:8080/${letter.slug}`,
        group: null,
        country: "ID",
        device: "mobile",
        referrer: "mail.example",
      },
    ]);
  });

  test("is on the timeline within a second", async () => {
    const { path, workspaceId, euid } = await newLetter();
    await visit(path);
    const { db } = running.app.context;
    const told = () => clicksToldOf(db, workspaceId, euid);
    await expect.poll(told, { timeout: 1_000, interval: 20 }).toHaveLength(1);
  });

  test.for<[string, Omit<LinkRow, "workspaceId">, (path: string) => string, number]>([
    ["with a slash at its end", {}, (path) => `${path}/`, 302],
    ["with an encoded mark", {}, (path) => path.replace("~", "%7E"), 302],
    ["with an encoded mark in small letters", {}, (path) => path.replace("~", "%7e"), 302],
    ["of a link in another script", { slug: "여름-편지" }, (path) => path, 302],
    ["of a link whose page moves on", { redirectType: 200 }, (path) => path, 200],
    ["of a permanent redirect", { redirectType: 301 }, (path) => path, 301],
    ["of a link with a limit", { max_forwards: 1 }, (path) => path, 302],
    ["from a QR code", {}, (path) => `${path}?qr`, 302],
  ])("%s is known", async ([, link, written, status]) => {
    const letter = await newLetter(link);
    expect((await visit(written(letter.path))).status).toBe(status);
    expect(await letter.clicks(1)).toEqual([letter.euid]);
  });

  test("through the password form is known, and its pass holds for the next hour", async () => {
    const letter = await newLetter({ password_hash: secret });
    expect((await visit(letter.path)).status).toBe(401);
    expect((await visit(letter.path, typed("teh"))).status).toBe(401);
    const opened = await visit(letter.path, typed("kopi"));
    expect(opened.status).toBe(302);
    expect(opened.headers["set-cookie"]?.[0]).toContain(`; Path=${letter.path}; `);
    const again = await visit(letter.path, { headers: { cookie: broughtBack(opened) } });
    expect(again.status).toBe(302);
    expect(await letter.clicks(2)).toEqual([letter.euid, letter.euid]);
  });

  test.for<[string, Partial<VisitRequest>]>([
    ["a HEAD", { method: "HEAD" }],
    ["a bot", { headers: { "user-agent": "WhatsApp/2.23.20.0" } }],
    ["a prefetch", { headers: { "sec-purpose": "prefetch" } }],
  ])("counts nothing where it is %s", async ([, asked]) => {
    const letter = await newLetter();
    expect((await visit(letter.path, asked)).status).toBe(302);
    await visit(`/${letter.slug}`);
    expect(await letter.clicks(1)).toEqual([null]);
  });

  test("past the limit counts nothing", async () => {
    const letter = await newLetter({ max_forwards: 1 });
    await visit(letter.path);
    expect((await visit(letter.path)).status).toBe(410);
    expect(await letter.clicks(1)).toEqual([letter.euid]);
  });

  test("of a user that was merged is the winner's", async () => {
    const { path, workspaceId, euid, clicks } = await newLetter();
    const { db } = running.app.context;
    const winner = await newPerson(db, workspaceId);
    await leadTo(db, workspaceId, [euid, winner]);
    await visit(path);
    expect(await clicks(1)).toEqual([winner]);
    expect(await clickedBy(db, workspaceId, winner)).toMatchObject({ clicks: 1 });
  });
});

describe("a token that is not the link's behaves as none:", () => {
  test.for<[string, (token: string) => string]>([
    ["one that is empty", () => ""],
    ["one that was made up", () => "abc123"],
    ["one with a letter too many", (token) => `${token}0`],
    [
      "one with a letter changed",
      (token) => token.slice(0, -1) + (token.endsWith("a") ? "b" : "a"),
    ],
    ["one with a zero before it", (token) => `0${token}`],
    ["a very long one", (token) => token.repeat(400)],
    ["one in another script", () => "%EC%97%AC%EB%A6%84"],
  ])("%s", async ([, forge]) => {
    const letter = await newLetter();
    const token = letter.path.slice(letter.path.indexOf("~") + 1);
    expect((await visit(`/${letter.slug}~${forge(token)}`)).status).toBe(302);
    expect(await letter.clicks(1)).toEqual([null]);
  });

  test("another link's, of the same workspace", async () => {
    const letter = await newLetter();
    const { workspaceId } = letter;
    const { slug } = await insertLinkRow(running.app.context.db, { workspaceId });
    await visit(letter.path.replace(letter.slug, slug));
    expect(await letter.clicks(1)).toEqual([null]);
  });

  test("one of a person that another workspace has", async () => {
    const [letter, other] = [await newLetter(), await newLetter()];
    await visit(await pathFor(letter.api, letter.slug, other.euid));
    expect(await letter.clicks(1)).toEqual([null]);
    expect(await clickedBy(running.app.context.db, other.workspaceId, other.euid)).toEqual({
      first: null,
      last: null,
      clicks: 0,
    });
  });

  test("and none finds a link that there is not", async () => {
    const letter = await newLetter();
    const token = letter.path.slice(letter.path.indexOf("~"));
    expect((await visit(`/no-such-link${token}`)).status).toBe(404);
    expect((await visit(`/${letter.slug}${token}%zz`)).status).toBe(400);
  });
});
