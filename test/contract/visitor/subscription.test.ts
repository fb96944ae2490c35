/** Over 300 lines: who is asked, who is not and what is kept of the answer is one rule, tried on one kind of link. */
import { beforeAll, describe, expect, test } from "vitest";
import { sql } from "../../../src/db/sql.ts";
import { insertGroupRow, insertLinkRow, type LinkRow } from "../../support/link-rows.ts";
import { linksClient } from "../../support/links-api.ts";
import { hashPassword } from "../../support/password.ts";
import { newPerson, whoClicked } from "../../support/people.ts";
import { makeBrowser } from "../../support/push.ts";
import { newestVisitor, type Visitor, visitorOf } from "../../support/subscribing.ts";
import { typed, useVisitedApp, type VisitAnswer } from "../../support/visitor.ts";

const noon = new Date("2026-11-05T05:00:00Z");
let now = noon;
const running = useVisitedApp({
  clock: () => now,
  env: { SIMPUL_TRUST_PROXY: "127.0.0.1" },
});

let secret = "";
beforeAll(async () => {
  secret = await hashPassword("kopi");
});

const url = "https://shop.example/?a=1";
/** The name and value of a cookie that an answer sets; "" where it sets none of that name. */
function cookieOf({ headers }: VisitAnswer, name: "simpul_asked" | "simpul_push"): string {
  const set = headers["set-cookie"]?.find((each) => each.startsWith(`${name}=`));
  return set?.split(";")[0] ?? "";
}

/** A link that asks to subscribe, in a workspace of its own, and a visitor who was never here. */
async function letter(row: Partial<LinkRow> = {}) {
  const { db } = running.app.context;
  const api = await linksClient(running.app);
  const workspaceId = api.workspace.context.workspace.id;
  const link = await insertLinkRow(db, { workspaceId, url, subscribes: true, ...row });
  const visitor = newestVisitor(running);
  return { ...visitor, api, link, workspaceId, path: `/${link.slug}` };
}

const clicksOf = (workspaceId: number) => whoClicked(running.app.context.db, workspaceId);

const referrersOf = (workspaceId: number) =>
  running.app.context.db.all(sql`
    select referrer, qr, utm_source as "source" from click
     where workspace_id = ${workspaceId}::bigint order by click_id`);

const subscriptionsOf = (workspaceId: number) =>
  running.app.context.db.all(sql`
    select s.endpoint, s.p256dh, s.auth, s.origin, p.link_id as "linkId",
           nullif(p.group_id, 0) as "groupId", s.euid
      from push_subscription s
      join push_place p
        on p.workspace_id = s.workspace_id and p.endpoint_hash = s.endpoint_hash
     where s.workspace_id = ${workspaceId}::bigint
     order by p.created_at, p.link_id`);

async function forwardsOf(workspaceId: number): Promise<number> {
  const row = await running.app.context.db.one<{ forwards: number }>(sql`
    select coalesce(sum(forwards), 0)::bigint as forwards from link_forward
     where workspace_id = ${workspaceId}::bigint`);
  return row?.forwards ?? 0;
}

describe("a browser that was not asked", () => {
  test("gets the page, whole, and goes on from it by a counted forward", async () => {
    const { visit, path, workspaceId } = await letter();
    const page = await visit(`${path}?b=2&qr&utm_source=tempel`, {
      headers: { referer: "https://www.instagram.com/p/1" },
    });
    expect(page.status).toBe(200);
    expect(page.headers).toStrictEqual({
      "cache-control": "private, no-store",
      "referrer-policy": "origin",
      "x-robots-tag": "noindex",
      "content-type": "text/html; charset=utf-8",
      "content-length": String(Buffer.byteLength(page.body)),
      "content-language": "en",
      "content-security-policy": expect.stringMatching(
        /^default-src 'none'; style-src 'sha256-[^']+'; img-src data:; base-uri 'none'; frame-ancestors 'none'; form-action 'none'; script-src 'sha256-[^']+'; connect-src 'self'; worker-src 'self'$/,
      ),
      "x-content-type-options": "nosniff",
      vary: "Accept-Language",
      "set-cookie": [
        expect.stringMatching(
          /^simpul_asked=[\w-]{8}; Path=\/; Max-Age=34560000; HttpOnly; SameSite=Lax$/,
        ),
      ],
      date: expect.any(String),
      connection: "close",
    });
    expect(page.body).toContain("<h1>Would you like news from Kopi Lereng?</h1>");
    expect(page.body).not.toContain("shop.example");
    expect(page.body).toContain(`data-key="${running.app.context.keys.vapid.publicKey}"`);

    const { onward } = visitorOf(page);
    expect(onward).toMatch(/^\?b=2&qr&utm_source=tempel&simpul_go=[\w.-]+$/);
    const referer = `http://localhost:8080${path}`;
    const cookie = cookieOf(page, "simpul_asked");
    const gone = await visit(path + onward, { headers: { referer, cookie } });
    expect(gone).toMatchObject({
      status: 302,
      headers: { location: "https://shop.example/?a=1&b=2&utm_source=tempel" },
    });
    await expect
      .poll(() => referrersOf(workspaceId), { timeout: 20_000 })
      .toEqual([{ referrer: "instagram.com", qr: true, source: "tempel" }]);
  });

  test("goes on without the cookie too, where the browser keeps none", async () => {
    const { visit, path } = await letter();
    const { onward } = visitorOf(await visit(path));
    expect((await visit(path + onward)).status).toBe(302);
    expect((await visit(path)).status).toBe(200);
  });

  test("is asked once in a group, once on a link without one, and anew in others", async () => {
    const { db } = running.app.context;
    const { visit, path, workspaceId } = await letter();
    const pathIn = async (groupId?: number) => {
      const group = groupId === undefined ? {} : { groupId };
      return `/${(await insertLinkRow(db, { workspaceId, url, subscribes: true, ...group })).slug}`;
    };
    const [one, two] = [
      await insertGroupRow(db, workspaceId),
      await insertGroupRow(db, workspaceId),
    ];
    const elsewhere = await letter();
    const places = [
      [path],
      [await pathIn()],
      [await pathIn(one), await pathIn(one)],
      [await pathIn(two), await pathIn(two)],
      [elsewhere.path],
    ];
    let cookie = "simpul_asked=1; other=1";
    for (const [first = "", ...others] of places) {
      const page = await visit(first, { headers: { cookie } });
      expect(page.status, first).toBe(200);
      cookie = cookieOf(page, "simpul_asked");
      for (const again of [first, ...others])
        expect((await visit(again, { headers: { cookie } })).status, again).toBe(302);
    }
    for (const asked of places.flat())
      expect((await visit(asked, { headers: { cookie: `a=1; ${cookie}` } })).status).toBe(302);
  });

  test("brings the hundred places where it was asked last, and nothing else comes back", async () => {
    const { visit, path } = await letter();
    const marks = Array.from({ length: 100 }, (_, at) => `mark${String(at).padStart(4, "0")}`);
    const cookie = `simpul_asked=${marks.join(".")}.x.%00.mark"000.${"y".repeat(99)}`;
    const set = cookieOf(await visit(path, { headers: { cookie } }), "simpul_asked");
    const [own, ...kept] = set.slice("simpul_asked=".length).split(".");
    expect(kept).toEqual(marks.slice(0, 99));
    expect(marks).not.toContain(own);
  });

  test("gets a cookie for encrypted connections where it has one", async () => {
    const { visit, path } = await letter();
    const page = await visit(path, { headers: { "x-forwarded-proto": "https" } });
    expect(page.headers["set-cookie"]?.[0]).toContain("; HttpOnly; Secure; SameSite=Lax");
  });

  test("goes on as the link's type says", async () => {
    for (const redirectType of [200, 301] as const) {
      const { visit, path } = await letter({ redirectType });
      const page = await visit(path);
      const cookie = cookieOf(page, "simpul_asked");
      const gone = await visit(path + visitorOf(page).onward, { headers: { cookie } });
      expect(gone.status).toBe(redirectType);
      expect(JSON.stringify([gone.headers, gone.body])).not.toContain("simpul_go");
    }
  });

  test("is asked where the group says so, and not where it says no", async () => {
    const { db } = running.app.context;
    for (const [group, own, status] of [
      [true, false, 200],
      [false, true, 302],
    ] as const) {
      const { visit, workspaceId } = await letter();
      const groupId = await insertGroupRow(db, workspaceId, { subscribes: group });
      const { slug } = await insertLinkRow(db, { workspaceId, groupId, subscribes: own });
      expect((await visit(`/${slug}`)).status).toBe(status);
    }
  });
});

describe("a marker", () => {
  test("that is too old, of another link or made up shows what a fresh visit would", async () => {
    const { visit, path } = await letter();
    const other = await letter();
    const page = await visit(path);
    const { onward, marker } = visitorOf(page);
    const cookie = cookieOf(page, "simpul_asked");
    const foreign = visitorOf(await other.visit(other.path)).marker;
    const forged = `${marker.slice(0, -1)}${marker.endsWith("A") ? "E" : "A"}`;
    for (const wrong of [foreign, forged, "", "x"]) {
      expect((await visit(`${path}?simpul_go=${wrong}`)).status).toBe(200);
      const gone = await visit(`${path}?simpul_go=${wrong}&b=2`, { headers: { cookie } });
      expect(gone.headers.location).toBe("https://shop.example/?a=1&b=2");
    }
    now = new Date(noon.getTime() + 599_999);
    expect((await visit(path + onward)).status).toBe(302);
    now = new Date(noon.getTime() + 600_000);
    const again = await visit(path + onward);
    now = noon;
    expect(again.status).toBe(200);
    expect(again.body.match(/simpul_go=/g)).toHaveLength(2);
  });

  test("leads past no other row of the decision", async () => {
    const { visit, path, link, workspaceId } = await letter();
    const { onward } = visitorOf(await visit(path));
    const { db, changes } = running.app.context;
    const set = async (column: string, value: unknown, status: number) => {
      await db.transaction(async (tx) => {
        await tx.run({
          text: `update link set ${column} = $1 where workspace_id = $2 and link_id = $3`,
          values: [value, workspaceId, link.id],
        } as never);
        await changes.announce(tx, [{ kind: "address", key: `${link.host}/${link.slug}` }]);
      });
      expect((await visit(path + onward)).status, column).toBe(status);
    };
    await set("max_forwards", 1, 302);
    await set("max_forwards", 1, 410);
    await set("password_hash", secret, 401);
    await set("starts_at", new Date(noon.getTime() + 1_000), 403);
    await set("deletes_at", noon, 404);
  });
});

describe("nobody is asked", () => {
  test.for<[string, Partial<LinkRow>, number]>([
    ["before the link opens", { starts_at: new Date(noon.getTime() + 1) }, 403],
    ["after it has ended", { ends_at: new Date(noon.getTime() - 1) }, 410],
    ["before its password was given", { password_hash: "scrypt$x" }, 401],
  ])("%s", async ([, row, status]) => {
    const { visit, path } = await letter(row);
    const answer = await visit(path);
    expect(answer.status).toBe(status);
    expect(answer.headers["set-cookie"]).toBeUndefined();
  });

  test("once the limit is reached, and being asked takes no place", async () => {
    const { visit, path, workspaceId } = await letter({ max_forwards: 1 });
    const { onward } = visitorOf(await visit(path));
    const second = visitorOf(await visit(path)).onward;
    expect(await forwardsOf(workspaceId)).toBe(0);
    expect((await visit(path + onward)).status).toBe(302);
    expect(await forwardsOf(workspaceId)).toBe(1);
    expect((await visit(path + second)).status).toBe(410);
    const late = await visit(path);
    expect(late.status).toBe(410);
    expect(late.headers["set-cookie"]).toBeUndefined();
  });

  test("of machines, who see what an unprotected link shows", async () => {
    const { visit, path } = await letter();
    for (const headers of [{ "user-agent": "WhatsApp/2.23.20.0" }, { "sec-purpose": "prefetch" }])
      expect((await visit(path, { headers })).status).toBe(302);
  });

  test("by HEAD, which tells of the page", async () => {
    const { visit, path, workspaceId } = await letter();
    const got = await visit(path);
    const head = await visit(path, { method: "HEAD" });
    expect({ ...head.headers, date: "" }).toStrictEqual({ ...got.headers, date: "" });
    expect([head.status, head.body]).toEqual([200, ""]);
    expect(await clicksOf(workspaceId)).toEqual([]);
  });
});

describe("behind a password", () => {
  test("the question comes after the right one, and its click is the person's", async () => {
    const { visit, path, api, workspaceId, link } = await letter({ password_hash: secret });
    const euid = await newPerson(running.app.context.db, workspaceId);
    const { result } = await api.post("/api/link/v1/personalize", {
      linkId: link.slug,
      euids: [euid],
    });
    const personal = new URL((result as [{ shortUrl: string }])[0].shortUrl).pathname;
    expect(personal.startsWith(`${path}~`)).toBe(true);
    const form = await visit(personal, { headers: { referer: "https://mail.example/inbox" } });
    expect(form.status).toBe(401);
    const from = /name="from" value="([^"]*)"/.exec(form.body)?.[1] ?? "";
    const wrong = await visit(personal, typed("teh", { from }));
    expect(wrong.body).toContain(`name="from" value="${from}"`);
    const page = await visit(personal, typed("kopi", { from }));
    expect(page.status).toBe(200);
    const [pass = "", cookie = ""] = page.headers["set-cookie"] ?? [];
    expect([pass.split("=")[0], cookie.split("=")[0]]).toEqual(["simpul_pass", "simpul_asked"]);
    const { onward, subscribe } = visitorOf(page, { visit, path: personal });
    const brought = [pass, cookie].map((each) => each.split(";")[0]).join("; ");
    const { subscription } = makeBrowser();
    expect((await subscribe(subscription, { cookie: "" })).status).toBe(401);
    expect((await subscribe(subscription, { cookie: brought })).status).toBe(204);
    const gone = await visit(personal + onward, { headers: { cookie: brought } });
    expect(gone.status).toBe(302);
    expect((await visit(personal + onward)).status).toBe(401);
    await expect.poll(() => clicksOf(workspaceId), { timeout: 20_000 }).toEqual([euid]);
    expect(await referrersOf(workspaceId)).toMatchObject([{ referrer: "mail.example" }]);
    expect(await subscriptionsOf(workspaceId)).toMatchObject([
      { endpoint: subscription.endpoint, linkId: link.id, euid },
    ]);
  });
});

describe("a subscription that the page sends", () => {
  async function page(row: Partial<LinkRow> = {}) {
    const sent = await letter(row);
    return { ...sent, ...visitorOf(await sent.visit(sent.path), sent) };
  }

  test("is stored with its link, group and domain", async () => {
    const { db } = running.app.context;
    const { workspaceId, visit } = await letter();
    const groupId = await insertGroupRow(db, workspaceId, { subscribes: true });
    const link = await insertLinkRow(db, { workspaceId, groupId });
    const path = `/${link.slug}`;
    const { subscribe } = visitorOf(await visit(path), { visit, path });
    const { subscription } = makeBrowser();
    const answer = await subscribe(subscription);
    expect(answer).toStrictEqual({
      status: 204,
      headers: {
        "cache-control": "private, no-store",
        "referrer-policy": "origin",
        "x-robots-tag": "noindex",
        "set-cookie": [
          expect.stringMatching(
            /^simpul_push=[\w-]{43}\.[\w-]{43}; Path=\/; Max-Age=34560000; HttpOnly; SameSite=Lax$/,
          ),
        ],
        date: expect.any(String),
        connection: "close",
      },
      body: "",
    });
    const origin = "http://localhost:8080";
    const row = { ...subscription, origin, linkId: link.id, groupId, euid: null };
    expect(await subscriptionsOf(workspaceId)).toEqual([row]);
    expect((await subscribe(subscription)).status).toBe(204);
    expect(await subscriptionsOf(workspaceId)).toEqual([row]);
    expect(await clicksOf(workspaceId)).toEqual([]);
  });

  test("is taken only with a marker of this link's page", async () => {
    const one = await page();
    const foreign = (await page()).marker;
    const { subscription } = makeBrowser();
    for (const marker of [foreign, "", "1.2.3"]) {
      const answer = await one.subscribe(subscription, { marker });
      expect([answer.status, answer.body]).toEqual([
        403,
        "marker: it is not one of this link's page, or too old.\n",
      ]);
    }
    now = new Date(noon.getTime() + 600_000);
    expect((await one.subscribe(subscription)).status).toBe(403);
    now = noon;
    expect(await subscriptionsOf(one.workspaceId)).toEqual([]);
  });

  const json = { "content-type": "application/json" };
  test.for<[string, Record<string, string>, (sent: string) => string, number]>([
    ["a form", { "content-type": "application/x-www-form-urlencoded" }, (sent) => sent, 415],
    ["no type", {}, (sent) => sent, 415],
    ["a long body", json, (sent) => sent + " ".repeat(4_096), 413],
    [
      "a long body as it comes",
      { ...json, "transfer-encoding": "chunked" },
      (sent) => sent + " ".repeat(4_096),
      413,
    ],
    ["no JSON", json, (sent) => sent.slice(1), 400],
    ["broken UTF-8", json, () => "\u0000", 400],
    ["a list", json, () => "[]", 400],
    ["nothing", json, () => "", 400],
    ["no subscription", json, (sent) => sent.replace("subscription", "other"), 400],
    ["no keys", json, (sent) => sent.replace("keys", "other"), 400],
    ["a name twice", json, (sent) => sent.replace("{", '{"marker":"x",'), 400],
    ["names of the prototype", json, () => '{"__proto__":{"marker":"x"}}', 400],
    ["plain http", json, (sent) => sent.replace("https:", "http:"), 400],
    ["our own host", json, (sent) => sent.replace("push.example", "localhost:8080"), 400],
    ["a broken key", json, (sent) => sent.replace('"auth":"', '"auth":"+'), 400],
  ])("is refused as %s", async ([, headers, write, status]) => {
    const { visit, path, marker, workspaceId } = await page();
    const { endpoint, ...keys } = makeBrowser().subscription;
    const body = write(JSON.stringify({ marker, subscription: { endpoint, keys } }));
    const answer = await visit(`${path}/subscribe`, { method: "POST", headers, body });
    expect(answer.status).toBe(status);
    expect(answer.body).toMatch(/^[\w .:']+\.\n$/);
    expect(await subscriptionsOf(workspaceId)).toEqual([]);
  });

  test("is refused past what one network may add, which says when to come again", async () => {
    const { subscribe, workspaceId } = await page();
    const statuses = [];
    for (let i = 0; i < 30; i++)
      statuses.push((await subscribe(makeBrowser().subscription)).status);
    expect(new Set(statuses)).toEqual(new Set([204]));
    const last = await subscribe(makeBrowser().subscription);
    expect(last).toMatchObject({ status: 429, headers: { "retry-after": "3600" } });
    expect(await subscriptionsOf(workspaceId)).toHaveLength(30);
  });

  test("is sent nowhere else", async () => {
    const { visit, path } = await letter();
    const plain = await letter({ subscribes: false });
    const post = { method: "POST", headers: json, body: "{}" };
    for (const other of [
      `${plain.path}/subscribe`,
      "/nobody-made-this/subscribe",
      "/a/b/subscribe",
    ])
      expect((await visit(other, post)).status, other).toBe(404);
    for (const method of ["GET", "HEAD", "PUT", "OPTIONS"])
      expect(await visit(`${path}/subscribe`, { method })).toMatchObject({
        status: 405,
        headers: { allow: "POST" },
      });
    expect((await visit(path, post)).status).toBe(405);
    expect((await visit("/%E0%A4/subscribe", post)).status).toBe(400);
  });

  test("finds its link in any script, with a slash at the end or a token", async () => {
    const { db } = running.app.context;
    const { workspaceId, visit } = await letter();
    await insertLinkRow(db, { workspaceId, slug: "여름", subscribes: true });
    const path = "/%EC%97%AC%EB%A6%84";
    const { marker } = visitorOf(await visit(path));
    for (const written of [path, `${path}~abc`]) {
      const { subscribe }: Visitor = visitorOf(null, { visit, path: written, marker });
      expect((await subscribe(makeBrowser().subscription)).status).toBe(204);
    }
  });
});

describe("a link named subscribe", () => {
  test("is a link like any other", async () => {
    const { visit, workspaceId } = await letter();
    const { db } = running.app.context;
    await insertLinkRow(db, { workspaceId, url, slug: "subscribe" });
    expect((await visit("/subscribe")).status).toBe(302);
  });
});
