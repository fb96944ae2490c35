/** Over 300 lines: the clicks that all of its tests look at, and the ways to read the page, take a third. */
import { beforeAll, describe, expect, test } from "vitest";
import { sql } from "../../../src/db/sql.ts";
import { type ClickRow, insertClicks, makeMonths } from "../../support/clicks.ts";
import {
  changeGroupRow,
  changeLinkRow,
  insertGroupRow,
  insertLinkRow,
  type LinkRow,
} from "../../support/link-rows.ts";
import { hashPassword } from "../../support/password.ts";
import { whileSilent } from "../../support/silent-store.ts";
import { broughtBack, typed, useVisitedApp, type VisitAnswer } from "../../support/visitor.ts";

let now = new Date("2026-03-10T12:00:00Z");
const running = useVisitedApp({
  clock: () => now,
  env: { SIMPUL_TRUST_PROXY: "127.0.0.1" },
});

const right = " kopi & teh ";
let secret = "";
let another = "";
beforeAll(async () => {
  [secret, another] = await Promise.all([hashPassword(right), hashPassword("susu")]);
  await makeMonths(running.app.context.db, "2025-12", "2026-03");
});

let visitors = 0;

/** A link with shared statistics, and a visitor whose address nobody else in this file has. */
async function shared(row: Partial<LinkRow> = {}) {
  const { app, workspace } = running;
  const { db, changes } = app.context;
  const mine = { workspaceId: workspace.id, statistics_password_hash: secret, ...row };
  const link = await insertLinkRow(db, mine);
  visitors += 1;
  const from = { "x-forwarded-for": `198.51.100.${visitors}` };
  const path = `/${encodeURIComponent(link.slug)}/stats`;
  const say = (password: string, query = "") => {
    const { headers, ...form } = typed(password);
    return running.visit({ path: path + query, ...form, headers: { ...headers, ...from } });
  };
  return {
    ...link,
    path,
    say,
    look: (cookie = "", query = "", headers: Record<string, string> = {}) =>
      running.visit({ path: path + query, headers: { ...from, cookie, ...headers } }),
    pass: async () => broughtBack(await say(right)),
    click: (...clicks: readonly Omit<ClickRow, "linkId">[]) =>
      insertClicks(
        db,
        workspace.id,
        clicks.map((click) => ({ ...click, linkId: link.id })),
      ),
    change: (settings: Partial<LinkRow>) =>
      changeLinkRow(db, changes, { ...link, workspaceId: workspace.id, ...settings }),
  };
}

/** The words of a page, one after another. */
function words({ body }: VisitAnswer): string {
  return (/<main>([\s\S]*)<\/main>/.exec(body)?.[1] ?? "")
    .replaceAll(/<svg[\s\S]*?<\/svg>/g, "")
    .replaceAll(/<[^>]*>/g, " ")
    .replaceAll(/\s+/g, " ");
}

function months({ body }: VisitAnswer): string[] {
  return [...body.matchAll(/<option value="([\d-]+)"/g)].map(([, month = ""]) => month);
}

/** In Jakarta, three of one day and one of the next, which in UTC is the same one. */
const march: readonly Omit<ClickRow, "linkId">[] = [
  {
    at: "2026-03-05T03:00:00Z",
    day: "2026-03-05",
    visitor: 1,
    firstOfDay: true,
    country: "ID",
    device: "mobile",
    referrer: "instagram.com",
  },
  {
    at: "2026-03-05T04:00:00Z",
    day: "2026-03-05",
    visitor: 1,
    country: "ID",
    device: "mobile",
    qr: true,
  },
  {
    at: "2026-03-05T05:00:00Z",
    day: "2026-03-05",
    visitor: 2,
    firstOfDay: true,
    country: "",
    device: "desktop",
  },
  {
    at: "2026-03-05T18:00:00Z",
    day: "2026-03-06",
    visitor: 1,
    firstOfDay: true,
    country: "KR",
    device: "mobile",
  },
];
const december: Omit<ClickRow, "linkId"> = {
  at: "2025-12-31T16:59:59Z",
  day: "2025-12-31",
  visitor: 9,
  firstOfDay: true,
};

describe("the statistics of a link", () => {
  test("are at no address where no password opens them", async () => {
    const { look, say } = await shared({ statistics_password_hash: undefined as never });
    for (const answer of [await look(), await say(right)]) {
      expect(answer.status).toBe(404);
      expect(answer.body).toContain("<h1>There is no link at this address</h1>");
    }
    expect((await running.visit("/nobodys-link/stats")).status).toBe(404);
    const passed = await shared({ deletesAt: now });
    expect((await passed.look()).status).toBe(404);
  });

  test("ask for the password, and show the page to who gave it", async () => {
    const { look, say, path } = await shared();
    const asked = await look();
    expect(asked.status).toBe(401);
    expect(asked.body).toContain("<h1>These statistics need a password</h1>");
    expect(asked.headers["content-security-policy"]).not.toContain("form-action");
    const wrong = await say("teh");
    expect(wrong.status).toBe(401);
    expect(wrong.body).toContain("That password is not right. 4 tries left.");
    const opened = await say(right, "?month=2026-02&x=1");
    expect(opened).toMatchObject({
      status: 303,
      headers: { location: `${path}?month=2026-02`, "cache-control": "private, no-store" },
    });
    expect(opened.headers["set-cookie"]?.[0]?.replace(/=[\w.-]+;/, "=…;")).toBe(
      `simpul_statistics=…; Path=${path}; Max-Age=3600; HttpOnly; SameSite=Lax`,
    );
    const shown = await look(broughtBack(opened));
    expect(shown.status).toBe(200);
    expect(shown.headers).toStrictEqual({
      "cache-control": "private, no-store",
      "referrer-policy": "origin",
      "x-robots-tag": "noindex",
      "content-type": "text/html; charset=utf-8",
      "content-length": String(Buffer.byteLength(shown.body)),
      "content-language": "en",
      "content-security-policy": expect.stringMatching(
        /^default-src 'none'; style-src 'sha256-[^']+'; img-src data:; base-uri 'none'; frame-ancestors 'none'; form-action 'self'$/,
      ),
      "x-content-type-options": "nosniff",
      vary: "Accept-Language",
      date: expect.any(String),
      connection: "close",
    });
    const head = await running.visit({
      path,
      method: "HEAD",
      headers: { cookie: broughtBack(opened) },
    });
    expect(head).toMatchObject({
      status: 200,
      body: "",
      headers: { "content-type": "text/html; charset=utf-8" },
    });
    expect((await running.visit({ path, method: "HEAD" })).status).toBe(401);
  });

  test("are a month's clicks, people and scans, by day and by where they came from", async () => {
    const { click, look, pass, slug } = await shared({
      title: "Menu",
      url: "https://secret.example/",
    });
    await click(...march, december);
    const answer = await look(await pass());
    expect(words(answer)).toBe(
      ` localhost:8080/${slug} Menu Month March 2026 February 2026 January 2026 December 2025 Show` +
        " Clicks 4 People 2 From QR codes 1 By day 4 2 0 Clicks People Show the figures as a table" +
        " By day, March 2026 Day Clicks People" +
        " 1 Mar 0 0 2 Mar 0 0 3 Mar 0 0 4 Mar 0 0 5 Mar 3 2 6 Mar 1 1 7 Mar 0 0 8 Mar 0 0 9 Mar 0 0 10 Mar 0 0" +
        " Countries Country Clicks Share Indonesia 2 50% Unknown 1 25% South Korea 1 25%" +
        " Devices Device Clicks Share Phone 3 75% Desktop 1 25%" +
        " Came from Site Clicks Share Direct or app 3 75% instagram.com 1 25%" +
        " Days are those of Jakarta Time (WIB, UTC+7). 10 Mar is not over yet." +
        " A person counts once a month, and once on each day. ",
    );
    expect(answer.body).toContain(
      'aria-label="Clicks and people by day, 1 Mar to 10 Mar. Most clicks on 5 Mar: 3. The table below has every figure."',
    );
    expect(answer.body).not.toContain("secret.example");
    expect(answer.body).toContain(
      `<title>Statistics of localhost:8080/${slug} · March 2026 · Kopi Lereng</title>`,
    );
  });

  test("sum what does not lead", async () => {
    const { click, look, pass } = await shared();
    const at = "2026-03-02T03:00:00Z";
    const hosts = ["a", "b", "c", "d", "e", "f", "g", "h"].map((name) => `${name}.example`);
    await click(...hosts.map((referrer) => ({ at, day: "2026-03-02", referrer })));
    const text = words(await look(await pass()));
    expect(text).toContain("a.example 1 12.5%");
    expect(text).toContain("f.example 1 12.5% All others 2 25% Days");
    expect(text).not.toContain("g.example");
  });

  test("of another month are one click away", async () => {
    const { click, look, pass } = await shared();
    await click(...march, december);
    const cookie = await pass();
    const shown = await look(cookie, "?month=2025-12");
    expect(words(shown)).toContain("Clicks 1 People 1 From QR codes 0");
    expect(words(shown)).toContain("31 Dec 1 1");
    expect(words(shown)).not.toContain("is not over yet");
    expect(shown.body).toContain('<option value="2025-12" selected>December 2025</option>');
    const empty = await look(cookie, "?month=2026-01");
    expect(words(empty)).toContain("No clicks in January 2026. Choose another month. Days");
    expect(empty.body).not.toContain("<table");
  });

  test.for<[string, string, boolean]>([
    ["", "2026-03", false],
    ["?month=", "2026-03", false],
    ["?month=2026-13", "2026-03", true],
    ["?month=2026-00", "2026-03", true],
    ["?month=march", "2026-03", true],
    ["?month=2026-04", "2026-03", true],
    ["?month=9999-12", "2026-03", true],
    ["?month=2025-11", "2025-12", true],
    ["?month=0000-01", "2025-12", true],
  ])("asked for with %o are those of the nearest month", async ([query, month, instead]) => {
    const { click, look, pass } = await shared();
    await click(december);
    const answer = await look(await pass(), query);
    expect(answer.status).toBe(200);
    expect(months(answer)).toEqual(["2026-03", "2026-02", "2026-01", "2025-12"]);
    expect(answer.body).toContain(`<option value="${month}" selected>`);
    expect(answer.body.includes("There is nothing to show for the month asked for")).toBe(instead);
  });

  test("of a link that nobody clicked say so", async () => {
    const { look, pass } = await shared();
    const answer = await look(await pass());
    expect(months(answer)).toEqual(["2026-03"]);
    expect(words(answer)).toContain(
      "No clicks in March 2026. A click is shown here a second after it happens. Days",
    );
  });

  test("go by the workspace's days: the month begins with its midnight", async () => {
    const { click, look, pass } = await shared();
    const before = now;
    now = new Date("2026-02-28T17:00:00Z");
    await click({ at: "2026-02-28T16:59:59Z", day: "2026-02-28", visitor: 1, firstOfDay: true });
    const answer = await look(await pass());
    now = before;
    expect(months(answer)).toEqual(["2026-03", "2026-02"]);
    expect(words(answer)).toContain("No clicks in March 2026.");
  });

  test.for<[string, Partial<LinkRow>]>([
    ["has ended", { ends_at: new Date("2026-01-01T00:00:00Z") }],
    ["is not open yet", { starts_at: new Date("2027-01-01T00:00:00Z") }],
    ["is full", { max_forwards: 1 }],
    ["has a password of its own", { password_hash: "scrypt$1$1$1$AA$AA" }],
  ])("of a link that %s are shown", async ([, row]) => {
    const { look, pass } = await shared(row);
    expect((await look(await pass())).status).toBe(200);
  });

  test("are asked for in any spelling of the address", async () => {
    const { slug, pass } = await shared({ slug: "여름" });
    const cookie = await pass();
    for (const path of [
      `/${encodeURIComponent(slug)}/stats/`,
      `/${encodeURIComponent(slug)}~whoever/stats`,
      `/%ec%97%ac%eb%a6%84/%73tats`,
    ]) {
      expect((await running.visit({ path, headers: { cookie } })).status, path).toBe(200);
    }
  });

  test("are read and not visited: nothing counts", async () => {
    const { look, pass, id } = await shared();
    await look(await pass());
    const { db } = running.app.context;
    const rows = await db.all(sql`
      select clicks from link_click
       where workspace_id = ${running.workspace.id}::bigint and link_id = ${id}::bigint`);
    expect(rows).toEqual([]);
  });

  test.for(["PUT", "DELETE", "PATCH"])("do not take %s", async (method) => {
    const { path } = await shared();
    expect((await running.visit({ path, method })).status).toBe(405);
  });

  test("need the store, and ask to come again without it", async () => {
    const { look, pass } = await shared();
    const cookie = await pass();
    await whileSilent(running.app, async () => {
      expect(await look(cookie)).toMatchObject({ status: 503, headers: { "retry-after": "5" } });
    });
    expect((await look(cookie)).status).toBe(200);
  });
});

describe("the pass to a link's statistics", () => {
  test("holds for an hour, and for this link alone", async () => {
    const [mine, other] = [await shared(), await shared()];
    const cookie = await mine.pass();
    expect((await other.look(cookie)).status).toBe(401);
    const before = now;
    now = new Date(before.getTime() + 3_600_000);
    expect((await mine.look(cookie)).status).toBe(401);
    now = before;
  });

  test("is void at once when the password changes, and the page gone when it is cleared", async () => {
    const { look, pass, change } = await shared();
    const cookie = await pass();
    await change({ statistics_password_hash: another });
    expect((await look(cookie)).status).toBe(401);
    await change({ statistics_password_hash: secret });
    expect((await look(cookie)).status).toBe(200);
    await change({});
    expect((await look(cookie)).status).toBe(404);
  });

  test("goes by the group's password where that is set", async () => {
    const { app, workspace } = running;
    const { db, changes } = app.context;
    const groupId = await insertGroupRow(db, workspace.id, { statistics_password_hash: secret });
    const { look, pass } = await shared({ groupId, statistics_password_hash: another });
    const cookie = await pass();
    expect((await look(cookie)).status).toBe(200);
    await changeGroupRow(db, changes, { workspaceId: workspace.id, groupId });
    expect((await look(cookie)).status).toBe(401);
  });

  test("opens neither the link, nor the link's pass this page", async () => {
    const { slug, look, say, pass } = await shared({ password_hash: secret });
    const cookie = await pass();
    const value = cookie.slice(cookie.indexOf("=") + 1);
    const open = (brought: string) =>
      running.visit({ path: `/${slug}`, headers: { cookie: brought } });
    expect((await open(cookie)).status).toBe(401);
    expect((await open(`simpul_pass=${value}`)).status).toBe(401);
    const link = broughtBack(await running.visit({ path: `/${slug}`, ...typed(right) }));
    expect((await open(link)).status).toBe(302);
    expect((await look(link.replace("simpul_pass", "simpul_statistics"))).status).toBe(401);
    expect((await say(right)).status).toBe(303);
  });

  test("is for https alone where the visitor came by it", async () => {
    const { path } = await shared();
    const { headers, ...form } = typed(right);
    const answer = await running.visit({
      path,
      ...form,
      headers: { ...headers, "x-forwarded-for": "203.0.113.99", "x-forwarded-proto": "https" },
    });
    expect(answer.headers["set-cookie"]?.[0]).toContain("; HttpOnly; Secure; SameSite=Lax");
  });
});

describe("wrong passwords", () => {
  test("are few, and count apart from those of the link", async () => {
    const { say, slug, path } = await shared({ password_hash: another });
    for (let i = 0; i < 5; i++) expect((await say("teh")).status).toBe(401);
    const refused = await say(right);
    expect(refused).toMatchObject({ status: 429, headers: { "retry-after": "300" } });
    expect(refused.body).toContain("Open this page again in 5 minutes.");
    const { headers, ...form } = typed("susu");
    const from = { "x-forwarded-for": `198.51.100.${visitors}` };
    const link = await running.visit({
      path: `/${slug}`,
      ...form,
      headers: { ...headers, ...from },
    });
    expect(link.status).toBe(302);
    const elsewhere = { "x-forwarded-for": "203.0.113.98" };
    const { headers: own, ...again } = typed(right);
    const letIn = await running.visit({ path, ...again, headers: { ...own, ...elsewhere } });
    expect(letIn.status).toBe(303);
  });

  test("are not what an empty form holds", async () => {
    const { say } = await shared();
    const answer = await say("");
    expect(answer.status).toBe(401);
    expect(answer.body).not.toContain("That password is not right");
  });

  test("are read from a form alone", async () => {
    const { path } = await shared();
    const answer = await running.visit({
      path,
      method: "POST",
      body: '{"password":"x"}',
      headers: { "content-type": "application/json" },
    });
    expect(answer.status).toBe(415);
  });
});
