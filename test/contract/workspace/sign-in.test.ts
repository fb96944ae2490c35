import { randomBytes, scryptSync } from "node:crypto";
import { beforeAll, beforeEach, describe, expect, test } from "vitest";
import { sql } from "../../../src/db/sql.ts";
import { useApp } from "../../support/app.ts";
import { asMember, cookieOf, makeMember, type TestMember } from "../../support/member.ts";
import { call, makeWorkspace, type TestWorkspace } from "../../support/workspace.ts";

const MINUTE_MS = 60_000;
const DAY_MS = 24 * 60 * MINUTE_MS;
const PASSWORD = "kopi tubruk pagi";

let now = Date.parse("2026-03-02T04:05:06.789Z");
const running = useApp({
  clock: () => new Date(now),
  env: { SIMPUL_TRUST_PROXY: "127.0.0.1" },
});

let workspace: TestWorkspace;
let member: TestMember;
beforeAll(async () => {
  workspace = await makeWorkspace(running.app);
  member = await makeMember(running.app, {
    workspaceIds: [workspace.context.workspace.id],
    role: "owner",
    password: PASSWORD,
  });
});
// Far enough that what one test tried counts no more in the next.
beforeEach(() => {
  now += 60 * MINUTE_MS;
});

const post = (path: string, body: object, headers: Record<string, string> = {}) =>
  call(running.app, {
    method: "POST",
    path: `/api/session/v1/${path}`,
    headers: { "x-simpul": "1", ...headers },
    body,
  });
const signIn = (email = member.email, password = PASSWORD, headers = {}) =>
  post("sign-in", { email, password }, headers);
const me = (cookie: string) =>
  asMember(running.app, { cookie }, { method: "GET", path: "/api/session/v1/me" });
const meOf = (id: number) => ({
  memberIdx: member.id,
  email: member.email,
  name: "Sari",
  language: "en",
  workspaces: [
    {
      workspaceIdx: id,
      name: "Kopi Lereng",
      role: "owner",
      plan: "Enterprise",
      timeZone: "Asia/Jakarta",
      homeCountry: "ID",
      locale: "en",
      defaultDomain: "http://localhost:8080",
    },
  ],
  mailYn: "N",
  vapidPublicKey: expect.stringMatching(/^[\w-]{87}$/),
});

const WRONG = {
  code: 40110,
  message: "the e-mail address or the password is wrong",
  result: null,
};
const OVER = { code: 40100, message: "the session is over; sign in again", result: null };

describe("signing in", () => {
  test("answers who it is, and gives a cookie that no script and no other site gets", async () => {
    const answer = await signIn(` ${member.email.toUpperCase()} `);
    expect([answer.status, answer.body]).toStrictEqual([
      200,
      { code: 0, message: "", result: meOf(workspace.context.workspace.id) },
    ]);
    expect(answer.headers["set-cookie"]).toMatch(
      /^simpul_session=[\w-]{43}; Path=\/; HttpOnly; SameSite=Lax; Max-Age=7776000$/,
    );
    expect(answer.headers["cache-control"]).toBe("no-store");
    expect((await me(cookieOf(answer) ?? "")).body).toStrictEqual(answer.body);
  });

  test("takes a hash of another cost, and replaces it by one of today's", async () => {
    const old = await makeMember(running.app, {
      workspaceIds: [workspace.context.workspace.id],
      role: "viewer",
    });
    const salt = randomBytes(16);
    const key = scryptSync(PASSWORD, salt, 32, { N: 4_096, r: 8, p: 1 });
    const weak = `scrypt$4096$8$1$${salt.toString("base64")}$${key.toString("base64")}`;
    const { db } = running.app.context;
    await db.run(sql`update member set password_hash = ${weak}::text
                      where member_id = ${old.id}::bigint`);

    expect((await signIn(old.email, "not the password")).body).toStrictEqual(WRONG);
    expect((await signIn(old.email)).status).toBe(200);
    const stored = await db.one<{ hash: string }>(sql`
      select password_hash as hash from member where member_id = ${old.id}::bigint`);
    expect(stored?.hash).toMatch(/^scrypt\$16384\$8\$5\$/);
    expect((await signIn(old.email)).body).toMatchObject({ code: 0 });
  });

  test("is refused alike for a wrong password and for an address that nobody has", async () => {
    const wrong = await signIn(member.email, "not the password");
    const nobody = await signIn("nobody@kopi.example");
    for (const answer of [wrong, nobody]) {
      expect([answer.status, answer.body, answer.headers["set-cookie"]]).toStrictEqual([
        200,
        WRONG,
        undefined,
      ]);
    }
  });

  test.for<[string, object, object]>([
    [
      "without a password",
      { email: "a@b.example" },
      { code: 40010, message: "password is missing" },
    ],
    [
      "with no address",
      { email: "a", password: "x" },
      {
        code: 40011,
        message:
          "email is not valid: an e-mail address is a name, one @ and a domain with a dot, such as rara@kopi.example, and nothing else",
      },
    ],
    [
      "with a field that is not known",
      { email: "a@b.example", password: "x", remember: true },
      {
        code: 40012,
        message: "remember is not a known field",
      },
    ],
  ])("is refused %s", async ([, body, told]) => {
    expect((await post("sign-in", body)).body).toStrictEqual({ ...told, result: null });
  });

  test("is refused for a while after ten wrong passwords for one account, from wherever", async () => {
    for (let tried = 0; tried < 10; tried += 1) {
      const headers = { "x-forwarded-for": `198.51.100.${tried}` };
      expect((await signIn(member.email, "wrong password", headers)).body).toStrictEqual(WRONG);
    }
    const refused = await signIn();
    expect([refused.status, refused.headers["retry-after"], refused.body]).toStrictEqual([
      429,
      "900",
      { code: 42900, message: "too many requests; try again in 900 s", result: null },
    ]);
    now += 15 * MINUTE_MS;
    expect((await signIn()).body).toMatchObject({ code: 0 });
  });

  test("is refused for a while after thirty wrong tries from one network, whatever the account", async () => {
    const tries = Array.from({ length: 30 }, (_, number) =>
      signIn(`nobody-${number}@kopi.example`, PASSWORD, { "x-forwarded-for": "198.51.100.77" }),
    );
    for (const answer of await Promise.all(tries)) expect(answer.body).toStrictEqual(WRONG);
    const same = await signIn(member.email, PASSWORD, { "x-forwarded-for": "198.51.100.77" });
    expect(same.status).toBe(429);
    const other = await signIn(member.email, PASSWORD, { "x-forwarded-for": "198.51.100.78" });
    expect(other.status).toBe(200);
  });

  test("costs nothing while the password is right", async () => {
    for (let signed = 0; signed < 11; signed += 1) {
      expect((await signIn()).body).toMatchObject({ code: 0 });
    }
  });
});

describe("a session", () => {
  test("is needed", async () => {
    const answer = await call(running.app, { method: "GET", path: "/api/session/v1/me" });
    expect([answer.status, answer.body]).toStrictEqual([
      401,
      { code: 40100, message: "credentials are missing or malformed", result: null },
    ]);
    expect((await me(`simpul_session=${"x".repeat(43)}`)).body).toStrictEqual(OVER);
  });

  test("ends when its browser signs out, and no other with it", async () => {
    const [here, there] = [cookieOf(await signIn()) ?? "", cookieOf(await signIn()) ?? ""];
    const path = "/api/session/v1/sign-out";
    const out = await asMember(running.app, { cookie: here }, { method: "POST", path });
    expect(out.body).toStrictEqual({ code: 0, message: "", result: null });
    expect(cookieOf(out)).toBe("");
    expect((await me(here)).body).toStrictEqual(OVER);
    expect((await me(there)).status).toBe(200);
  });

  test("ends with all others when its member signs out everywhere", async () => {
    const [here, there] = [cookieOf(await signIn()) ?? "", cookieOf(await signIn()) ?? ""];
    const path = "/api/session/v1/sign-out-everywhere";
    await asMember(running.app, { cookie: here }, { method: "POST", path });
    expect((await me(here)).body).toStrictEqual(OVER);
    expect((await me(there)).body).toStrictEqual(OVER);
  });

  test("ends after two weeks without use, and lasts while it is used", async () => {
    const [used, idle] = [cookieOf(await signIn()) ?? "", cookieOf(await signIn()) ?? ""];
    now += 13 * DAY_MS;
    const fresh = cookieOf(await me(used)) ?? "";
    now += 1 * DAY_MS;
    expect((await me(idle)).body).toStrictEqual(OVER);
    expect((await me(fresh)).status).toBe(200);
  });

  test("ends after 90 days, however much it is used", async () => {
    const answer = await signIn();
    let cookie = cookieOf(answer) ?? "";
    for (let day = 0; day < 89; day += 10) {
      now += 10 * DAY_MS;
      const again = await me(cookie);
      if (day < 80) expect(again.status).toBe(200);
      else expect(again.body).toStrictEqual(OVER);
      cookie = cookieOf(again) ?? cookie;
    }
  });

  test("gets a fresh token once a day; the one before is good for requests under way", async () => {
    const first = cookieOf(await signIn()) ?? "";
    expect(cookieOf(await me(first))).toBeNull();
    now += DAY_MS;
    const rotated = await me(first);
    const second = cookieOf(rotated) ?? "";
    expect([rotated.status, second]).toEqual([200, expect.stringMatching(/^simpul_session=/)]);
    expect(second).not.toBe(first);
    expect(rotated.headers["set-cookie"]).toMatch(/Max-Age=7689600$/);
    now += 4 * MINUTE_MS;
    expect((await me(first)).status).toBe(200);
    now += MINUTE_MS;
    expect((await me(first)).body).toStrictEqual(OVER);
    expect((await me(second)).status).toBe(200);
  });
});

describe("a member", () => {
  const put = (cookie: string, body: object) =>
    asMember(running.app, { cookie }, { method: "PUT", path: "/api/session/v1/me", body });
  const DONE = { code: 0, message: "", result: null };

  test("changes name and language", async () => {
    const other = await makeMember(running.app, { workspaceIds: [], role: "viewer" });
    expect((await put(other.cookie, { name: " Dewi ", language: "id" })).body).toStrictEqual(DONE);
    expect((await me(other.cookie)).body).toStrictEqual({
      code: 0,
      message: "",
      result: {
        memberIdx: other.id,
        email: other.email,
        name: "Dewi",
        language: "id",
        workspaces: [],
        mailYn: "N",
        vapidPublicKey: expect.stringMatching(/^[\w-]{87}$/),
      },
    });
  });

  test("changes the password with the one there is, and is signed out everywhere else", async () => {
    const workspaceIds = [workspace.context.workspace.id];
    const other = await makeMember(running.app, {
      workspaceIds,
      role: "viewer",
      password: PASSWORD,
    });
    const elsewhere = cookieOf(await signIn(other.email)) ?? "";
    const change = { password: "wrong password", newPassword: "kopi susu sore" };
    expect((await put(other.cookie, change)).body).toStrictEqual(WRONG);
    expect((await put(other.cookie, { ...change, password: PASSWORD })).body).toStrictEqual(DONE);
    expect((await me(elsewhere)).body).toStrictEqual(OVER);
    expect((await me(other.cookie)).status).toBe(200);
    expect((await signIn(other.email)).body).toStrictEqual(WRONG);
    expect((await signIn(other.email, "kopi susu sore")).body).toMatchObject({ code: 0 });
  });

  test.for<[string, object, object]>([
    [
      "one password alone",
      { newPassword: "x".repeat(10) },
      { code: 40010, message: "password is missing" },
    ],
    ["nor the other", { password: "x" }, { code: 40010, message: "newPassword is missing" }],
    [
      "a short one",
      { password: "x", newPassword: "short" },
      { code: 40011, message: "newPassword is not valid: 10 or more characters" },
    ],
  ])("changes nothing by %s", async ([, body, told]) => {
    const { cookie } = await makeMember(running.app, { workspaceIds: [], role: "viewer" });
    expect((await put(cookie, body)).body).toStrictEqual({ ...told, result: null });
  });
});
