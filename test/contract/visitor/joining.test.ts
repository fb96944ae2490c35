import { describe, expect, test } from "vitest";
import { sql } from "../../../src/db/sql.ts";
import { insertGroupRow, insertLinkRow, type LinkRow } from "../../support/link-rows.ts";
import { linksClient } from "../../support/links-api.ts";
import { hashPassword } from "../../support/password.ts";
import { newPerson, whoClicked } from "../../support/people.ts";
import { makeBrowser } from "../../support/push.ts";
import { whileSilent } from "../../support/silent-store.ts";
import { newestVisitor, visitorOf } from "../../support/subscribing.ts";
import { typed, useVisitedApp, type VisitAnswer } from "../../support/visitor.ts";

const running = useVisitedApp({ env: { SIMPUL_TRUST_PROXY: "127.0.0.1" } });
const url = "https://shop.example/";

/** What a browser keeps of an answer's cookies, beside what it has. */
function keep(cookie: string, { headers }: VisitAnswer): string {
  const jar = new Map(
    cookie
      .split("; ")
      .flatMap((pair) => (pair === "" ? [] : [pair.split("=", 2) as [string, string]])),
  );
  for (const set of headers["set-cookie"] ?? []) {
    const [name = "", value = ""] = (set.split(";")[0] ?? "").split("=", 2);
    jar.set(name, value);
  }
  return [...jar].map(([name, value]) => `${name}=${value}`).join("; ");
}

/** A workspace, and a browser that subscribed on a link of one of its groups. */
async function subscriber() {
  const { db } = running.app.context;
  const api = await linksClient(running.app);
  const workspaceId = api.workspace.context.workspace.id;
  const { visit } = newestVisitor(running);
  const groupOf = () => insertGroupRow(db, workspaceId, { subscribes: true });
  const linkIn = (row: Partial<LinkRow> = {}) =>
    insertLinkRow(db, { workspaceId, url, subscribes: true, ...row });
  const groupId = await groupOf();
  const first = await linkIn({ groupId });
  const path = `/${first.slug}`;
  const page = await visit(path);
  const { subscription } = makeBrowser();
  const stored = await visitorOf(page, { visit, path }).subscribe(subscription);
  expect(stored.status).toBe(204);
  const cookie = keep(keep("", page), stored);
  return {
    api,
    workspaceId,
    visit,
    cookie,
    first,
    groupId,
    groupOf,
    linkIn,
    subscription,
    come: (to: { slug: string }, more = "", brought = cookie) =>
      visit(`/${to.slug}${more}`, { headers: { cookie: brought } }),
    places: () =>
      db.all(sql`
        select link_id as "linkId", group_id as "groupId" from push_place
         where workspace_id = ${workspaceId}::bigint order by link_id`),
    owner: async () =>
      (
        await db.one<{ euid: number | null }>(sql`
          select euid from push_subscription where workspace_id = ${workspaceId}::bigint`)
      )?.euid,
    personalize: async (slug: string) => {
      const euid = await newPerson(db, workspaceId);
      const { result } = await api.post("/api/link/v1/personalize", {
        linkId: slug,
        euids: [euid],
      });
      const { shortUrl } = (result as [{ shortUrl: string }])[0];
      return { euid, slug: new URL(shortUrl).pathname.slice(1) };
    },
  };
}

describe("a browser with a living subscription", () => {
  test("is joined to another group without a page, and its visit counts", async () => {
    const { come, linkIn, groupOf, places, first, groupId, cookie, workspaceId } =
      await subscriber();
    const second = await groupOf();
    const link = await linkIn({ groupId: second });
    const gone = await come(link, "?b=2");
    expect(gone).toMatchObject({ status: 302, headers: { location: "https://shop.example/?b=2" } });
    expect(await places()).toEqual([
      { linkId: first.id, groupId },
      { linkId: link.id, groupId: second },
    ]);
    const db = running.app.context.db;
    await expect.poll(() => whoClicked(db, workspaceId), { timeout: 20_000 }).toHaveLength(1);
    const kept = keep(cookie, gone);
    const another = await linkIn({ groupId: second });
    const again = await come(another, "", kept);
    expect(again.status).toBe(302);
    expect(again.headers["set-cookie"]).toBeUndefined();
    expect(await places()).toHaveLength(2);
  });

  test("is joined to a link without a group, and by its forms of redirect", async () => {
    const { come, linkIn, places } = await subscriber();
    for (const redirectType of [200, 301] as const)
      expect((await come(await linkIn({ redirectType }))).status).toBe(redirectType);
    expect(await places()).toMatchObject([{}, { groupId: 0 }, { groupId: 0 }]);
  });

  test("is joined once it gave the link's password, and takes a place under its limit", async () => {
    const { come, linkIn, places, visit, cookie } = await subscriber();
    const link = await linkIn({ password_hash: await hashPassword("kopi"), max_forwards: 1 });
    expect((await come(link)).status).toBe(401);
    expect(await places()).toHaveLength(1);
    const form = typed("kopi");
    const send = () => visit(`/${link.slug}`, { ...form, headers: { ...form.headers, cookie } });
    expect((await send()).status).toBe(302);
    expect(await places()).toHaveLength(2);
    expect((await send()).status).toBe(410);
  });

  test("is not joined where the link is full, by HEAD, or by a machine", async () => {
    const { come, linkIn, places, visit, cookie } = await subscriber();
    const full = await linkIn({ max_forwards: 1 });
    const { onward } = visitorOf(await visit(`/${full.slug}`));
    await visit(`/${full.slug}${onward}`);
    expect((await come(full)).status).toBe(410);
    const link = await linkIn();
    const head = await visit(`/${link.slug}`, { method: "HEAD", headers: { cookie } });
    expect([head.status, head.headers.location]).toEqual([302, url]);
    const bot = { cookie, "user-agent": "WhatsApp/2.23.20.0" };
    expect((await visit(`/${link.slug}`, { headers: bot })).status).toBe(302);
    expect(await places()).toHaveLength(1);
  });

  test("stays where it said no: a place that asked before is not joined", async () => {
    const { come, linkIn, groupOf, places, visit, cookie } = await subscriber();
    const link = await linkIn({ groupId: await groupOf() });
    const refused = keep(cookie, await visit(`/${link.slug}`));
    expect((await come(link, "", refused)).status).toBe(302);
    expect(await places()).toHaveLength(1);
  });

  test("goes on while the store is away, and is joined at its next visit", async () => {
    const { come, linkIn, places } = await subscriber();
    const link = await linkIn();
    await running.visit({ path: `/${link.slug}` });
    await whileSilent(running.app, async () => {
      const gone = await come(link);
      expect(gone.status).toBe(302);
      expect(gone.headers["set-cookie"]).toBeUndefined();
    });
    expect((await come(link)).status).toBe(302);
    expect(await places()).toHaveLength(2);
  });
});

describe("asked as anybody is", () => {
  test("is a browser whose subscription ended, or whose cookie is of another workspace or made up", async () => {
    const one = await subscriber();
    const other = await subscriber();
    const link = await one.linkIn();
    expect((await other.come(link)).status).toBe(200);
    const forged = one.cookie.replace(/(simpul_push=[\w-]{43}\.)./, (_, kept) => `${kept}-`);
    expect((await one.come(link, "", forged.replace(/simpul_asked=[^;]*/, ""))).status).toBe(200);
    const { db } = running.app.context;
    await db.run(sql`
      delete from push_subscription where workspace_id = ${one.workspaceId}::bigint`);
    expect((await one.come(link)).status).toBe(200);
    const head = { method: "HEAD", headers: { cookie: one.cookie } };
    expect((await one.visit(`/${link.slug}`, head)).status).toBe(200);
  });

  test("is a browser on another link domain, whose subscription is another", async () => {
    const { linkIn, workspaceId, cookie } = await subscriber();
    const host = `joining-${workspaceId}.example`;
    const { db } = running.app.context;
    await db.run(sql`
      insert into domain (host, origin, workspace_id, created_at)
      values (${host}, ${`http://${host}`}, ${workspaceId}, ${new Date()})`);
    const link = await linkIn({ host });
    const answer = await running.visit({ path: `/${link.slug}`, headers: { host, cookie } });
    expect(answer.status).toBe(200);
  });
});

describe("the user of a browser", () => {
  test("is the one of the last personal visit, joined or not; plain visits change nothing", async () => {
    const { come, linkIn, first, owner, personalize, cookie } = await subscriber();
    expect(await owner()).toBe(null);
    const rara = await personalize(first.slug);
    expect((await come(rara)).status).toBe(302);
    await expect.poll(owner, { timeout: 20_000 }).toBe(rara.euid);
    await come(await linkIn());
    expect(await owner()).toBe(rara.euid);
    const budi = await personalize((await linkIn()).slug);
    await come(budi);
    expect(await owner()).toBe(budi.euid);
    const plain = await linkIn({ subscribes: false });
    const again = await personalize(plain.slug);
    await come(again, "", cookie);
    await expect.poll(owner, { timeout: 20_000 }).toBe(again.euid);
    await come({ slug: `${plain.slug}~aaaaaaaaaaaa` });
    await come(plain);
    expect(await owner()).toBe(again.euid);
  });
});
