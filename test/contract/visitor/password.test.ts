import { beforeAll, describe, expect, test } from "vitest";
import { changeLinkRow, insertLinkRow, type LinkRow } from "../../support/link-rows.ts";
import { hashPassword } from "../../support/password.ts";
import { broughtBack, typed, useVisitedApp } from "../../support/visitor.ts";

let now = new Date("2026-03-10T12:00:00Z");
const running = useVisitedApp({
  clock: () => now,
  env: { SIMPUL_TRUST_PROXY: "127.0.0.1" },
});

let secret = "";
let another = "";
beforeAll(async () => {
  secret = await hashPassword(" kopi & teh ");
  another = await hashPassword("susu");
});

let visitors = 0;

/** A link behind the password, and a visitor whose address nobody else in this file has. */
async function door(row: Partial<LinkRow> = {}) {
  const { app, workspace } = running;
  const mine = { workspaceId: workspace.id, password_hash: secret, ...row };
  const link = await insertLinkRow(app.context.db, mine);
  visitors += 1;
  const address = `198.51.100.${visitors}`;
  const path = `/${link.slug}`;
  const from = (who: string) => ({ "x-forwarded-for": who });
  return {
    path,
    look: (cookie = "", query = "") =>
      running.visit({ path: path + query, headers: { ...from(address), cookie } }),
    say: (password: string, who = address, query = "") => {
      const { headers, ...form } = typed(password);
      return running.visit({
        path: path + query,
        ...form,
        headers: { ...headers, ...from(who) },
      });
    },
    change: (settings: Partial<LinkRow>) =>
      changeLinkRow(app.context.db, app.context.changes, {
        ...link,
        workspaceId: workspace.id,
        ...settings,
      }),
  };
}

const right = " kopi & teh ";

describe("the right password", () => {
  test("leads on as the link does, with a pass for the next hour", async () => {
    const { look, say, path } = await door({ url: "https://shop.example/" });
    expect((await look()).status).toBe(401);
    const opened = await say(right, undefined, "?utm_source=poster");
    expect(opened).toMatchObject({
      status: 302,
      headers: { location: "https://shop.example/?utm_source=poster" },
    });
    const cookie = opened.headers["set-cookie"]?.[0];
    expect(cookie?.replace(/=[\w.-]+;/, "=…;")).toBe(
      `simpul_pass=…; Path=${path}; Max-Age=3600; HttpOnly; SameSite=Lax`,
    );
    expect((await look(`theme=dark; ${broughtBack(opened)}`)).status).toBe(302);
    const hour = now;
    now = new Date(hour.getTime() + 3_600_000);
    expect((await look(broughtBack(opened))).status).toBe(401);
    now = hour;
  });

  test("is asked for with GET by a browser, whatever the link's type", async () => {
    expect((await (await door({ redirectType: 301 })).say(right)).status).toBe(303);
    expect((await (await door({ redirectType: 200 })).say(right)).status).toBe(200);
  });

  test("takes a place under the limit, and does not help where none is left", async () => {
    const { look, say } = await door({ max_forwards: 2 });
    const opened = await say(right);
    const pass = broughtBack(opened);
    const statuses = [opened.status];
    for (const cookie of [pass, pass, ""]) statuses.push((await look(cookie)).status);
    statuses.push((await say(right)).status);
    expect(statuses).toEqual([302, 302, 410, 401, 410]);
  });

  test("is forgotten when the password changes", async () => {
    const { look, say, change } = await door();
    const pass = broughtBack(await say(right));
    expect((await look(pass)).status).toBe(302);
    await change({ password_hash: another });
    expect((await look(pass)).status).toBe(401);
    expect((await say(right)).status).toBe(401);
    expect((await say("susu")).status).toBe(302);
  });

  test("opens no other link, and a pass that was written by hand none", async () => {
    const [one, other] = [await door(), await door()];
    const pass = broughtBack(await one.say(right));
    expect((await other.look(pass)).status).toBe(401);
    const [ends, seal] = pass.slice("simpul_pass=".length).split(".");
    const forged = [`${Number(ends) + 3_600}.${seal}`, `${ends}.${"A".repeat(43)}`, "", "1.2"];
    for (const value of forged) expect((await one.look(`simpul_pass=${value}`)).status).toBe(401);
  });

  test("gives a pass for encrypted connections only where the visitor has one", async () => {
    const { path } = await door();
    const { headers, ...form } = typed(right);
    const secure = { ...headers, "x-forwarded-proto": "https" };
    const opened = await running.visit({ path, ...form, headers: secure });
    expect(opened.headers["set-cookie"]?.[0]).toContain("; HttpOnly; Secure; SameSite=Lax");
  });

  test("is never lost in a crowd behind one address", async () => {
    const { say } = await door();
    const answers = await Promise.all(Array.from({ length: 12 }, () => say(right)));
    expect(answers.map((answer) => answer.status)).toEqual(Array(12).fill(302));
  });
});

describe("a wrong password", () => {
  test("is told, with the tries that are left, and the sixth has to wait", async () => {
    const { say, look } = await door();
    for (const left of ["4 tries", "3 tries", "2 tries", "1 try", "No tries"]) {
      const answer = await say("teh");
      expect(answer.status).toBe(401);
      expect(answer.body).toContain(`That password is not right. ${left} left.`);
      now = new Date(now.getTime() + 10_000);
    }
    const refused = await say(right);
    expect(refused).toMatchObject({ status: 429, headers: { "retry-after": "250" } });
    expect(refused.body).toContain("Open the link again in 5 minutes.");
    expect((await look()).status).toBe(401);
    now = new Date(now.getTime() + 250_000);
    expect((await say(right)).status).toBe(302);
  });

  test("does not count against other links or other addresses", async () => {
    const [one, other] = [await door(), await door()];
    for (let i = 0; i < 5; i++) await one.say("teh", "203.0.113.7");
    expect((await one.say(right, "203.0.113.7")).status).toBe(429);
    expect((await one.say(right, "203.0.113.8")).status).toBe(302);
    expect((await other.say(right, "203.0.113.7")).status).toBe(302);
  });

  test("counts by the /64 of an IPv6 address", async () => {
    const { say } = await door();
    for (let i = 0; i < 5; i++) await say("teh", `2001:db8:1:2::${i}`);
    expect((await say(right, "2001:db8:1:2:ffff::1")).status).toBe(429);
    expect((await say(right, "2001:db8:1:3::1")).status).toBe(302);
  });

  test("cannot be tried more often by trying at once", async () => {
    const { say } = await door();
    const answers = await Promise.all(Array.from({ length: 20 }, () => say("teh")));
    const statuses = answers.map((answer) => answer.status).toSorted();
    expect(statuses).toEqual([...Array(5).fill(401), ...Array(15).fill(429)]);
  });

  test("is not counted beside a right one", async () => {
    const { say } = await door();
    for (let i = 0; i < 4; i++) await say("teh");
    for (let i = 0; i < 3; i++) expect((await say(right)).status).toBe(302);
    expect((await say("teh")).body).toContain("No tries left.");
  });

  test("is not what an empty form holds", async () => {
    const { say } = await door();
    const answer = await say("");
    expect(answer.status).toBe(401);
    expect(answer.body).not.toContain("That password is not right");
  });
});

describe("the form", () => {
  test("is plain HTML, whole", async () => {
    const answer = await (await door()).look();
    expect(answer.status).toBe(401);
    expect(answer.headers).toStrictEqual({
      "cache-control": "private, no-store",
      "referrer-policy": "origin",
      "x-robots-tag": "noindex",
      "content-type": "text/html; charset=utf-8",
      "content-length": String(Buffer.byteLength(answer.body)),
      "content-language": "en",
      "content-security-policy": expect.not.stringMatching(/form-action|script-src/),
      "x-content-type-options": "nosniff",
      vary: "Accept-Language",
      date: expect.any(String),
      connection: "close",
    });
    expect(answer.body).toMatch(/<form method="post">.*name="password".*<button>/s);
    expect(answer.body).not.toContain("<script");
  });

  test.for<[string, Record<string, string>, string, number]>([
    ["another media type", { "content-type": "application/json" }, '{"password":"kopi"}', 415],
    ["none", {}, "password=kopi", 415],
    [
      "more than 4 KiB, announced",
      { "content-type": "application/x-www-form-urlencoded" },
      `password=${"a".repeat(5_000)}`,
      413,
    ],
    [
      "more than 4 KiB, as it comes",
      { "content-type": "application/x-www-form-urlencoded", "transfer-encoding": "chunked" },
      `password=${"a".repeat(5_000)}`,
      413,
    ],
  ])("takes no body of %s", async ([, headers, body, status]) => {
    const { path } = await door();
    expect((await running.visit({ path, method: "POST", headers, body })).status).toBe(status);
  });

  test("waits for the link to open, too", async () => {
    const starts_at = new Date(now.getTime() + 1_000);
    const { say } = await door({ starts_at });
    expect((await say(right)).status).toBe(403);
  });
});
