/** Over 300 lines: what invitations, members and the operator do is seen by the same owner in one workspace. */
import { beforeAll, beforeEach, describe, expect, test } from "vitest";
import { insertMembership, saveRole } from "../../../src/members/store/members.ts";
import { useApp } from "../../support/app.ts";
import { asMember, cookieOf, makeMember, type TestMember } from "../../support/member.ts";
import { type Answer, call, makeWorkspace, type TestWorkspace } from "../../support/workspace.ts";
import { ask, resultOf } from "../admin/ask.ts";

const DAY_MS = 24 * 3_600_000;
const PASSWORD = "kopi tubruk pagi";
const DONE = { code: 0, message: "", result: null };
const UNKNOWN = {
  code: 40400,
  message: "the link is unknown, used already or past its time",
  result: null,
};

let now = Date.parse("2026-03-02T04:05:06.789Z");
const running = useApp({ clock: () => new Date(now) });

let workspace: TestWorkspace;
let owner: TestMember;
beforeAll(async () => {
  workspace = await makeWorkspace(running.app);
});
beforeEach(async () => {
  now += 3_600_000;
  owner = await newMember("owner");
});

const newMember = (role: "owner" | "editor" | "viewer", name = "Sari") =>
  makeMember(running.app, { workspaceIds: [workspace.context.workspace.id], role, name });
const api = (
  member: TestMember,
  method: "GET" | "POST" | "PUT" | "DELETE",
  path: string,
  body?: object,
) =>
  asMember(running.app, member, {
    method,
    path: `/api/workspace/v1/${path}`,
    ...(body !== undefined && { body }),
  });
const accept = (body: object) =>
  call(running.app, {
    method: "POST",
    path: "/api/session/v1/accept",
    headers: { "x-simpul": "1", "accept-language": "id" },
    body,
  });
const look = (token: string) =>
  call(running.app, { method: "GET", path: `/api/session/v1/invitation?token=${token}` });
const tokenOf = (url: string) => new URL(url).searchParams.get("token") ?? "";
const me = (answer: Answer) =>
  asMember(
    running.app,
    { cookie: cookieOf(answer) ?? "" },
    { method: "GET", path: "/api/session/v1/me" },
  );
const invite = (email: string, role = "editor") =>
  resultOf<{ invitationIdx: number; url: string }>(
    api(owner, "POST", "invitations", { email, role }),
  );

describe("an invitation", () => {
  test("is a link, good once, that makes a member", async () => {
    const { invitationIdx, url } = await invite("Dewi@Kopi.example");
    expect(url).toMatch(/^http:\/\/localhost:8080\/app\/invitation\?token=[\w-]{43}$/);
    const token = tokenOf(url);
    expect(await resultOf(api(owner, "GET", "invitations"))).toStrictEqual([
      {
        invitationIdx,
        email: "dewi@kopi.example",
        role: "editor",
        regYmdt: "2026-03-02 12:05:06",
        endYmdt: "2026-03-09 12:05:06",
      },
    ]);
    expect((await look(token)).body).toStrictEqual({
      code: 0,
      message: "",
      result: {
        kind: "invitation",
        workspaceNm: "Kopi Lereng",
        email: "dewi@kopi.example",
        role: "editor",
        memberYn: "N",
      },
    });
    const answer = await accept({ token, name: "Dewi", password: PASSWORD });
    expect(answer.body).toMatchObject({
      code: 0,
      result: {
        email: "dewi@kopi.example",
        name: "Dewi",
        language: "id",
        workspaces: [{ workspaceIdx: workspace.context.workspace.id, role: "editor" }],
      },
    });
    expect((await me(answer)).body).toStrictEqual(answer.body);
    expect((await look(token)).body).toStrictEqual(UNKNOWN);
    expect((await accept({ token, name: "X", password: PASSWORD })).body).toMatchObject({
      code: 40400,
    });
    expect(await resultOf(api(owner, "GET", "invitations"))).toStrictEqual([]);
  });

  test("lets one in of two who come at once", async () => {
    const { url } = await invite("once@kopi.example");
    const body = { token: tokenOf(url), name: "Sekali", password: PASSWORD };
    const codes = (await Promise.all([accept(body), accept(body)])).map(
      (answer) => (answer.body as { code: number }).code,
    );
    expect(codes.toSorted()).toEqual([0, 40400]);
  });

  test("is over after seven days, when taken back, and when made again", async () => {
    const { url: old } = await invite("late@kopi.example");
    now += 7 * DAY_MS - 1;
    expect((await look(tokenOf(old))).body).toMatchObject({ code: 0 });
    now += 1;
    expect((await look(tokenOf(old))).body).toStrictEqual(UNKNOWN);

    const { url, invitationIdx } = await invite("late@kopi.example");
    const { url: again, invitationIdx: next } = await invite("late@kopi.example");
    expect((await look(tokenOf(url))).body).toStrictEqual(UNKNOWN);
    expect((await look(tokenOf(again))).body).toMatchObject({ code: 0 });
    const gone = await api(owner, "DELETE", `invitations?invitationIdx=${invitationIdx}`);
    expect(gone.body).toStrictEqual(UNKNOWN);
    const taken = await api(owner, "DELETE", `invitations?invitationIdx=${next}`);
    expect(taken.body).toStrictEqual(DONE);
    expect((await look(tokenOf(again))).body).toStrictEqual(UNKNOWN);
  });

  test("to somebody who has an account asks for its password", async () => {
    const elsewhere = await makeWorkspace(running.app, { name: "Toko Bunga" });
    const known = await makeMember(running.app, {
      workspaceIds: [elsewhere.context.workspace.id],
      role: "viewer",
      password: PASSWORD,
    });
    const token = tokenOf((await invite(known.email, "owner")).url);
    expect((await look(token)).body).toMatchObject({ result: { memberYn: "Y" } });
    expect((await accept({ token, password: "not the password" })).body).toMatchObject({
      code: 40110,
    });
    const answer = await accept({ token, password: PASSWORD });
    expect(answer.body).toMatchObject({
      code: 0,
      result: { workspaces: [{ role: "owner" }, { name: "Toko Bunga", role: "viewer" }] },
    });
  });

  test("is refused for a member, an address that is none, and a role that is none", async () => {
    const send = async (body: object) => (await api(owner, "POST", "invitations", body)).body;
    expect(await send({ email: owner.email.toUpperCase(), role: "viewer" })).toStrictEqual({
      code: 40900,
      message: "email belongs to a member of this workspace already",
      result: null,
    });
    expect(await send({ email: "nobody", role: "viewer" })).toMatchObject({ code: 40011 });
    expect(await send({ email: "a@b.example", role: "king" })).toStrictEqual({
      code: 40011,
      message: "role is not valid: it must be one of owner, editor, viewer",
      result: null,
    });
  });

  test("needs a name and a long password of a new member", async () => {
    const token = tokenOf((await invite("short@kopi.example")).url);
    expect((await accept({ token, password: PASSWORD })).body).toMatchObject({ code: 40010 });
    expect((await accept({ token, name: "X", password: "short" })).body).toMatchObject({
      code: 40011,
    });
    expect((await look(token)).body).toMatchObject({ code: 0 });
  });
});

describe("members", () => {
  test("are listed, change their roles, and leave", async () => {
    const mine = await makeWorkspace(running.app);
    const workspaceIds = [mine.context.workspace.id];
    const boss = await makeMember(running.app, { workspaceIds, role: "owner", name: "Budi" });
    const viewer = await makeMember(running.app, { workspaceIds, role: "viewer", name: "ani" });
    const row = (member: TestMember, role: string) => ({
      memberIdx: member.id,
      email: member.email,
      name: member.name,
      role,
      lastUseYmdt: null,
      regYmdt: expect.stringMatching(/^2026-03-\d\d \d\d:05:06$/),
    });
    expect(await resultOf(api(viewer, "GET", "members"))).toStrictEqual([
      row(viewer, "viewer"),
      row(boss, "owner"),
    ]);
    const change = { memberIdx: viewer.id, role: "editor" };
    expect((await api(boss, "PUT", "members", change)).body).toStrictEqual(DONE);
    expect((await api(viewer, "GET", "audit")).body).toMatchObject({ code: 0 });
    expect((await api(viewer, "DELETE", `members?memberIdx=${boss.id}`)).body).toMatchObject({
      code: 40310,
    });
    expect((await api(viewer, "DELETE", `members?memberIdx=${viewer.id}`)).body).toStrictEqual(
      DONE,
    );
    const after = await api(viewer, "GET", "members");
    expect([after.status, after.body]).toMatchObject([401, { code: 40100 }]);
    expect(await resultOf(api(boss, "GET", "members"))).toStrictEqual([row(boss, "owner")]);
  });

  test("who are put out act in their other workspaces on", async () => {
    const elsewhere = await makeWorkspace(running.app);
    const workspaceIds = [workspace.context.workspace.id, elsewhere.context.workspace.id];
    const both = await makeMember(running.app, { workspaceIds, role: "viewer" });
    await resultOf(api(owner, "DELETE", `members?memberIdx=${both.id}`));
    const [gone, kept] = await Promise.all(
      workspaceIds.map((id) =>
        asMember(running.app, both, {
          method: "GET",
          path: "/api/workspace/v1/members",
          headers: { "x-workspace": String(id) },
        }),
      ),
    );
    expect(gone?.body).toMatchObject({ code: 40400 });
    expect(kept?.body).toMatchObject({ code: 0 });
  });

  test("keep an owner, also where two go at once", async () => {
    const mine = await makeWorkspace(running.app);
    const workspaceIds = [mine.context.workspace.id];
    const [one, two] = await Promise.all([
      makeMember(running.app, { workspaceIds, role: "owner" }),
      makeMember(running.app, { workspaceIds, role: "owner" }),
    ]);
    const demote = (member: TestMember) =>
      api(member, "PUT", "members", { memberIdx: member.id, role: "viewer" });
    const answers = await Promise.all([demote(one), demote(two)]);
    const bodies = answers.map(({ body }) => body as { code: number });
    expect(bodies.map(({ code }) => code).toSorted()).toEqual([0, 40015]);
    expect(bodies.find(({ code }) => code !== 0)).toStrictEqual({
      code: 40015,
      message: "memberIdx is the only owner of this workspace; make another one first",
      result: null,
    });
    const last = bodies[0]?.code === 0 ? two : one;
    expect((await api(last, "DELETE", `members?memberIdx=${last.id}`)).body).toMatchObject({
      code: 40015,
    });
  });

  test("of other workspaces are nobody", async () => {
    const elsewhere = await makeWorkspace(running.app);
    const stranger = await makeMember(running.app, {
      workspaceIds: [elsewhere.context.workspace.id],
      role: "viewer",
    });
    const told = { code: 40400, message: "no such member: memberIdx", result: null };
    const change = { memberIdx: stranger.id, role: "owner" };
    expect((await api(owner, "PUT", "members", change)).body).toStrictEqual(told);
    expect((await api(owner, "DELETE", `members?memberIdx=${stranger.id}`)).body).toStrictEqual(
      told,
    );
  });
});

describe("an operator", () => {
  test("invites the first owner of a workspace", async () => {
    const { workspaceIdx } = await resultOf<{ workspaceIdx: number }>(
      ask(running.app, "POST", "workspaces", { name: "Toko Baru" }),
    );
    const email = "owner@toko.example";
    const sent = { workspaceIdx, email, role: "owner" };
    const made = resultOf<{ url: string }>(ask(running.app, "POST", "invitations", sent));
    const token = tokenOf((await made).url);
    const answer = await accept({ token, name: "Tuti", password: PASSWORD });
    expect(answer.body).toMatchObject({
      result: { workspaces: [{ workspaceIdx, role: "owner" }] },
    });
    await resultOf(ask(running.app, "DELETE", `workspaces?workspaceIdx=${workspaceIdx}`));
    expect((await me(answer)).body).toMatchObject({ code: 0, result: { workspaces: [] } });
  });

  test("makes a link to a new password, which ends every session and opens one", async () => {
    const lost = await newMember("viewer");
    const made = () =>
      resultOf<{ url: string }>(ask(running.app, "POST", "reset-link", { email: lost.email }));
    const [old, token] = [tokenOf((await made()).url), tokenOf((await made()).url)];
    expect((await look(old)).body).toStrictEqual(UNKNOWN);
    expect((await look(token)).body).toStrictEqual({
      code: 0,
      message: "",
      result: { kind: "reset", workspaceNm: null, email: lost.email, role: null, memberYn: "Y" },
    });
    const answer = await accept({ token, password: "kopi susu sore" });
    expect(answer.body).toMatchObject({ code: 0, result: { memberIdx: lost.id } });
    expect((await api(lost, "GET", "members")).status).toBe(401);
    expect((await me(answer)).status).toBe(200);
    expect((await look(token)).body).toStrictEqual(UNKNOWN);
    expect(
      (await ask(running.app, "POST", "reset-link", { email: "nobody@kopi.example" })).body,
    ).toStrictEqual({ code: 40400, message: "no such member: email", result: null });
  });

  test("makes no set-up link where there are members", async () => {
    expect((await ask(running.app, "POST", "setup-link", {})).body).toStrictEqual({
      code: 40900,
      message: "this server has members already; an owner invites others",
      result: null,
    });
  });
});

describe("an owner", () => {
  const resetLinkOf = (by: TestMember, memberIdx: number) =>
    api(by, "POST", "members/reset-link", { memberIdx });
  const refused = (reason: string) => ({
    code: 40310,
    message: `no sign-in link for memberIdx: ${reason}`,
    result: null,
  });
  const ELSEWHERE = refused(
    "this member belongs to a workspace that you do not own; ask the operator of the server for a link",
  );
  const workspaceWith = async (member: TestMember, role: "owner" | "viewer") => {
    const other = await makeWorkspace(running.app);
    const at = new Date(now);
    const { id } = other.context.workspace;
    await running.app.context.db.transaction((tx) =>
      insertMembership(tx, { workspaceId: id, memberId: member.id, role, at }),
    );
    return other;
  };

  test("makes a member a link to a new password, good once and for a day, and it is audited", async () => {
    const dewi = await newMember("editor", "Dewi");
    const { url: first } = await resultOf<{ url: string }>(resetLinkOf(owner, dewi.id));
    const { url } = await resultOf<{ url: string }>(resetLinkOf(owner, dewi.id));
    expect(url).toMatch(/^http:\/\/localhost:8080\/app\/invitation\?token=[\w-]{43}$/);
    const body = { token: tokenOf(url), password: PASSWORD };
    expect((await accept({ ...body, token: tokenOf(first) })).body).toMatchObject({ code: 40400 });
    expect((await me(await accept(body))).body).toMatchObject({ result: { memberIdx: dewi.id } });
    expect((await me({ headers: { "set-cookie": `${dewi.cookie};` } } as never)).status).toBe(401);
    expect((await accept(body)).body).toMatchObject({ code: 40400 });

    const late = await resultOf<{ url: string }>(resetLinkOf(owner, dewi.id));
    now += DAY_MS;
    expect((await accept({ ...body, token: tokenOf(late.url) })).body).toMatchObject({
      code: 40400,
    });
    const { list } = await resultOf<{ list: object[] }>(api(owner, "GET", "audit"));
    expect(list[0]).toMatchObject({
      who: { kind: "member", name: "Sari" },
      action: "member.reset-link",
      target: dewi.email,
      changes: {},
    });
  });

  test("makes none for the own account, and none of another workspace", async () => {
    expect((await resetLinkOf(owner, owner.id)).body).toStrictEqual(
      refused("it is your own account; change its password in your profile"),
    );
    const stranger = await makeMember(running.app, { workspaceIds: [], role: "viewer" });
    await workspaceWith(stranger, "viewer");
    for (const memberIdx of [stranger.id, 404_040]) {
      expect((await resetLinkOf(owner, memberIdx)).body).toStrictEqual({
        code: 40400,
        message: "no such member: memberIdx",
        result: null,
      });
    }
  });

  test("does not get into workspaces of others by a member's account", async () => {
    const dewi = await newMember("viewer", "Dewi");
    const other = await workspaceWith(dewi, "owner");
    expect(await resetLinkOf(owner, dewi.id)).toMatchObject({ status: 403, body: ELSEWHERE });
    const at = new Date(now);
    const { id: workspaceId } = other.context.workspace;
    const join = (role: "owner" | "editor") =>
      running.app.context.db.transaction(async (tx) => {
        await insertMembership(tx, { workspaceId, memberId: owner.id, role, at });
        await saveRole(tx, workspaceId, owner.id, role);
      });
    await join("editor");
    expect((await resetLinkOf(owner, dewi.id)).body).toStrictEqual(ELSEWHERE);
    await join("owner");
    expect((await resetLinkOf(owner, dewi.id)).body).toMatchObject({ code: 0 });
  });

  test("has a link that is void once the member joins another workspace", async () => {
    const dewi = await makeMember(running.app, {
      workspaceIds: [workspace.context.workspace.id],
      role: "viewer",
      password: PASSWORD,
    });
    const { url } = await resultOf<{ url: string }>(resetLinkOf(owner, dewi.id));
    const other = await makeWorkspace(running.app);
    const otherOwner = await makeMember(running.app, {
      workspaceIds: [other.context.workspace.id],
      role: "owner",
    });
    const invited = await resultOf<{ url: string }>(
      api(otherOwner, "POST", "invitations", { email: dewi.email, role: "owner" }),
    );
    const joined = await accept({ token: tokenOf(invited.url), password: PASSWORD });
    expect(joined.body).toMatchObject({ code: 0 });
    expect((await look(tokenOf(url))).body).toStrictEqual(UNKNOWN);
    expect((await resetLinkOf(owner, dewi.id)).body).toStrictEqual(ELSEWHERE);
  });

  test.for(["editor", "viewer"] as const)(
    "it must be: a member who is %s makes none",
    async (role) => {
      const [mine, dewi] = [await newMember(role), await newMember("viewer", "Dewi")];
      expect((await resetLinkOf(mine, dewi.id)).body).toMatchObject({ code: 40310 });
      expect((await resetLinkOf(owner, "2" as never)).body).toMatchObject({ code: 40011 });
    },
  );
});
