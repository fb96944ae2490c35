import { beforeAll, describe, expect, test } from "vitest";
import { sql } from "../../../src/db/sql.ts";
import { type ClickRow, insertClicks, makeMonths } from "../../support/clicks.ts";
import { insertLinkRow } from "../../support/link-rows.ts";
import { linksClient } from "../../support/links-api.ts";
import { whileSilent } from "../../support/silent-store.ts";
import { broughtBack, typed, useVisitedApp, type VisitAnswer } from "../../support/visitor.ts";

let now = new Date("2026-03-10T12:00:00Z");
const running = useVisitedApp({
  clock: () => now,
  env: { SIMPUL_TRUST_PROXY: "127.0.0.1" },
});

const right = " kopi & teh ";
beforeAll(() => makeMonths(running.app.context.db, "2026-01", "2026-03"));

let visitors = 0;

/** A group with shared statistics, and a visitor whose address nobody else in this file has. */
async function shared(with_: Parameters<typeof linksClient>[1] = {}) {
  const { db } = running.app.context;
  const api = await linksClient(running.app, with_);
  const { id: workspaceId } = api.workspace.context.workspace;
  const groupId = await api.group({ nm: "Instagram, March", nonmemberSticsPwd: right });
  const get = async () => {
    const { result } = await api.get(`/api/link-group/v1/get?grpIdx=${groupId}`);
    return result as { statisticsUrl: string | null };
  };
  const { statisticsUrl } = await get();
  const path = new URL(statisticsUrl ?? "").pathname;
  visitors += 1;
  const from = { "x-forwarded-for": `198.51.100.${visitors}` };
  const say = (password: string, query = "") => {
    const { headers, ...form } = typed(password);
    return running.visit({ path: path + query, ...form, headers: { ...headers, ...from } });
  };
  return {
    api,
    workspaceId,
    groupId,
    statisticsUrl,
    path,
    get,
    say,
    look: (cookie = "", query = "", headers: Record<string, string> = {}) =>
      running.visit({ path: path + query, headers: { ...from, cookie, ...headers } }),
    pass: async () => broughtBack(await say(right)),
    update: (change: object) =>
      api.put("/api/link-group/v1/update", { grpIdx: groupId, ...change }),
    link: (slug: string, title?: string) =>
      insertLinkRow(db, { workspaceId, slug, groupId, ...(title !== undefined && { title }) }),
    click: (link: { id: number }, ...clicks: readonly Omit<ClickRow, "linkId">[]) =>
      insertClicks(
        db,
        workspaceId,
        clicks.map((click) => ({ groupId, ...click, linkId: link.id })),
      ),
  };
}

/** The words of a page, one after another. */
function words({ body }: VisitAnswer): string {
  return (/<main>([\s\S]*)<\/main>/.exec(body)?.[1] ?? "")
    .replaceAll(/<svg[\s\S]*?<\/svg>/g, "")
    .replaceAll(/<[^>]*>/g, " ")
    .replaceAll(/\s+/g, " ");
}

const march = { at: "2026-03-05T03:00:00Z", day: "2026-03-05", firstOfDay: true } as const;

describe("the address of a group's statistics", () => {
  test("is told where the group sets a password, and null where it sets none", async () => {
    const { statisticsUrl, update, get } = await shared();
    expect(statisticsUrl).toMatch(/^http:\/\/localhost:8080\/~g\/[0-9A-Za-z]{20,}$/);
    await update({ nonmemberSticsPwd: null });
    expect(await get()).toMatchObject({ statisticsUrl: null });
    await update({ nonmemberSticsPwd: "another" });
    expect(await get()).toMatchObject({ statisticsUrl });
  });

  test("is on the workspace's default domain, and holds on its others", async () => {
    const { db } = running.app.context;
    const host = "figures.example";
    const origin = `https://${host}`;
    const { statisticsUrl, path, look, workspaceId } = await shared({ defaultDomain: origin });
    expect(statisticsUrl).toBe(origin + path);
    expect((await running.visit({ path, host })).status).toBe(404);
    await db.run(sql`
      insert into domain (host, origin, workspace_id, created_at)
      values (${host}, ${origin}, ${workspaceId}, ${now})`);
    await expect
      .poll(async () => (await running.visit({ path, host })).status, { timeout: 20_000 })
      .toBe(401);
    expect((await look()).status).toBe(401);
    const other = await shared();
    expect((await running.visit({ path: other.path, host })).status).toBe(404);
    expect((await running.visit({ path, host: "nobodys.example" })).status).toBe(404);
  });

  test("is read with a slash behind it and however it is encoded", async () => {
    const { path } = await shared();
    const encoded = [...path.slice(4)].map((char) => `%${char.charCodeAt(0).toString(16)}`);
    for (const written of [`${path}/`, `/%7Eg/${path.slice(4)}`, `/~g/${encoded.join("")}`])
      expect((await running.visit({ path: written })).status, written).toBe(401);
  });

  test("is read without what text put behind it", async () => {
    const { path, look, pass } = await shared();
    const cookie = await pass();
    for (const behind of [
      ".",
      ",",
      '"',
      "%E2%80%9D",
      ">",
      "%C2%A0",
      ").",
      "/.",
      "&utm_source=mail",
    ]) {
      const answer = await running.visit({ path: path + behind, headers: { cookie } });
      expect([answer.status, behind]).toEqual([200, behind]);
      const { status, headers } = await running.visit({ path: path + behind, ...typed(right) });
      expect([status, headers.location, behind]).toEqual([303, path, behind]);
    }
    expect((await look(cookie)).status).toBe(200);
  });

  test("is nowhere with another token, and takes no other method", async () => {
    const { path } = await shared();
    const last = path.endsWith("a") ? "b" : "a";
    for (const wrong of ["/~g/", "/~g", "/~g/x", `${path.slice(0, -1)}${last}`, `${path}/qr`]) {
      for (const form of [{}, typed("x")]) {
        const { body, status } = await running.visit({ path: wrong, ...form });
        expect(status, wrong).toBe(404);
        expect(body).toContain("<h1>There is no link at this address</h1>");
      }
    }
    const put = await running.visit({ path, method: "PUT" });
    expect([put.status, put.headers.allow]).toEqual([405, "GET, HEAD, POST"]);
  });

  test("is gone with the group and with the workspace", async () => {
    const one = await shared();
    const cookie = await one.pass();
    await one.api.del(`/api/link-group/v1/delete?grpIdx=${one.groupId}`);
    expect((await one.look(cookie)).status).toBe(404);
    const other = await shared();
    const { db, changes } = running.app.context;
    await db.transaction(async (tx) => {
      await tx.run(sql`
        update workspace set deleted_at = ${now} where workspace_id = ${other.workspaceId}`);
      await changes.announce(tx, [{ kind: "workspace", key: String(other.workspaceId) }]);
    });
    expect((await other.look()).status).toBe(404);
  });
});

describe("the statistics of a group", () => {
  test("ask for the password, and show the page to who gave it", async () => {
    const { look, say, path } = await shared();
    const asked = await look();
    expect(asked.status).toBe(401);
    expect(asked.body).toContain("<h1>These statistics need a password</h1>");
    expect((await say("teh")).body).toContain("That password is not right. 4 tries left.");
    const opened = await say(right, "?month=2026-02&x=1");
    expect(opened).toMatchObject({ status: 303, headers: { location: `${path}?month=2026-02` } });
    expect(opened.headers["set-cookie"]?.[0]?.replace(/=[\w.-]+;/, "=…;")).toBe(
      `simpul_statistics=…; Path=${path}; Max-Age=3600; HttpOnly; SameSite=Lax`,
    );
    const shown = await look(broughtBack(opened));
    expect(shown.status).toBe(200);
    expect(shown.headers).toMatchObject({
      "cache-control": "private, no-store",
      "x-robots-tag": "noindex",
      "content-security-policy": expect.stringMatching(
        /^default-src 'none'; .*form-action 'self'$/,
      ),
    });
    const head = await running.visit({ path, method: "HEAD" });
    expect([head.status, head.body]).toEqual([401, ""]);
  });

  test("are the group's month, and its links by their clicks in it", async () => {
    const { click, look, link, pass, workspaceId } = await shared();
    const { db } = running.app.context;
    const [menu, promo, moved, gone, before] = [
      await link("menu-aren", "Kopi Susu Aren"),
      await link("여름-커피"),
      await link("moved-away"),
      await link("gone-by"),
      await link("only-february"),
    ];
    await click(menu, march, { ...march, visitor: 2, country: "ID", qr: true }, march);
    await click(promo, march);
    await click(moved, march, { ...march, groupId: null }, march);
    await click(gone, march);
    await click(before, { ...march, at: "2026-02-05T03:00:00Z", day: "2026-02-05" });
    await db.run(sql`
      update link set group_id = null
       where workspace_id = ${workspaceId} and link_id = ${moved.id}`);
    await db.run(sql`
      delete from link where workspace_id = ${workspaceId} and link_id = ${gone.id}`);
    const text = words(await look(await pass()));
    expect(text).toContain(
      " Instagram, March Month March 2026 February 2026 Show Clicks 7 People 7 From QR codes 1 By day ",
    );
    expect(text).toContain(
      " Links Link Clicks Share localhost:8080/menu-aren Kopi Susu Aren 3 42.9%" +
        " localhost:8080/moved-away 2 28.6% localhost:8080/여름-커피 1 14.3% All others 1 14.3% Countries",
    );
    expect(text).toContain("5 Mar 7 7");
    expect(text).toContain("A person counts once on each link and day.");
    const february = words(await look(await pass(), "?month=2026-02"));
    expect(february).toContain(" localhost:8080/only-february 1 100% Countries");
  });

  test("say so where nobody clicked", async () => {
    const { look, pass } = await shared();
    const text = words(await look(await pass()));
    expect(text).toContain("No clicks in March 2026. A click is shown here a second after");
    expect(text).not.toContain("Links");
  });

  test.for([
    ["en", "Links Link", "A person counts once on each link and day."],
    ["in", "Tautan Tautan", "Satu orang dihitung sekali pada tiap tautan dan hari."],
    ["ko", "링크 링크", "한 사람은 링크마다 하루에 한 번 셉니다."],
    ["ja", "リンク リンク", "同じ人は、リンクごとに1日1回だけ数えます。"],
  ])("speak %s", async ([language = "", caption = "", once = ""]) => {
    const { click, look, link, pass } = await shared();
    await click(await link(`menu-${language}`), march);
    const page = await look(await pass(), "", { "accept-language": language });
    expect(words(page)).toContain(` ${caption} `);
    expect(words(page)).toContain(once);
  });

  test("need the store, and ask to come again without it", async () => {
    const { look, pass } = await shared();
    const cookie = await pass();
    await look(cookie);
    await whileSilent(running.app, async () => {
      expect(await look(cookie)).toMatchObject({ status: 503, headers: { "retry-after": "5" } });
    });
    expect((await look(cookie)).status).toBe(200);
  });
});

describe("the pass to a group's statistics", () => {
  test("is void at once when the password changes or is cleared", async () => {
    const { look, pass, update } = await shared();
    const cookie = await pass();
    expect((await look(cookie)).status).toBe(200);
    await update({ nonmemberSticsPwd: "susu" });
    expect((await look(cookie)).status).toBe(401);
    await update({ nonmemberSticsPwd: null });
    expect((await look(cookie)).status).toBe(404);
  });

  test("holds for an hour, for this group alone, and for none of its links", async () => {
    const [mine, other] = [await shared(), await shared()];
    const cookie = await mine.pass();
    expect((await other.look(cookie)).status).toBe(401);
    const { slug } = await mine.link(`own-${mine.groupId}`);
    const stats = { path: `/${slug}/stats`, headers: { cookie } };
    expect((await running.visit(stats)).status).toBe(401);
    const ofLink = broughtBack(await running.visit({ path: `/${slug}/stats`, ...typed(right) }));
    expect((await mine.look(ofLink)).status).toBe(401);
    const before = now;
    now = new Date(before.getTime() + 3_600_000);
    expect((await mine.look(cookie)).status).toBe(401);
    now = before;
  });
});

test("wrong passwords are few, and count apart from those of a link", async () => {
  const { say, link, path } = await shared();
  const { slug } = await link(`apart-${visitors}`);
  for (let i = 0; i < 5; i++) expect((await say("teh")).status).toBe(401);
  const refused = await say(right);
  expect(refused).toMatchObject({ status: 429, headers: { "retry-after": "300" } });
  expect(refused.body).toContain("Open this page again in 5 minutes.");
  const { headers, ...form } = typed(right);
  const from = { "x-forwarded-for": `198.51.100.${visitors}` };
  const stats = { path: `/${slug}/stats`, ...form, headers: { ...headers, ...from } };
  expect((await running.visit(stats)).status).toBe(303);
  const elsewhere = { ...headers, "x-forwarded-for": "203.0.113.98" };
  expect((await running.visit({ path, ...form, headers: elsewhere })).status).toBe(303);
});

test("a form that is none is refused", async () => {
  const { path, say } = await shared();
  expect((await say("")).body).not.toContain("That password is not right");
  const json = { "content-type": "application/json" };
  const answer = await running.visit({ path, method: "POST", body: "{}", headers: json });
  expect(answer.status).toBe(415);
});
