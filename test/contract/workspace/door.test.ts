import { beforeAll, describe, expect, test } from "vitest";
import { useApp } from "../../support/app.ts";
import { asMember, makeMember, type TestMember } from "../../support/member.ts";
import { type Call, call, makeWorkspace, type TestWorkspace } from "../../support/workspace.ts";

const running = useApp({ clock: () => new Date("2026-03-02T04:05:06.789Z") });

const ROLES = ["owner", "editor", "viewer"] as const;
type Role = (typeof ROLES)[number];

let workspace: TestWorkspace;
let other: TestWorkspace;
let members: Record<Role, TestMember>;
beforeAll(async () => {
  workspace = await makeWorkspace(running.app);
  other = await makeWorkspace(running.app, { name: "Toko Bunga", plan: "Personal" });
  const workspaceIds = [workspace.context.workspace.id];
  const [owner, editor, viewer] = await Promise.all(
    ROLES.map((role) => makeMember(running.app, { workspaceIds, role })),
  );
  if (!owner || !editor || !viewer) throw new Error("three members");
  members = { owner, editor, viewer };
});

const as = (role: Role, asked: Call) => asMember(running.app, members[role], asked);

/** A call of each resource, and the least that its caller must be. */
const CALLS: readonly (readonly [Call["method"], string, Role])[] = [
  ["GET", "/api/workspace/v1/settings", "viewer"],
  ["PUT", "/api/workspace/v1/settings", "owner"],
  ["POST", "/api/workspace/v1/webhook/rotate-secret", "owner"],
  ["POST", "/api/workspace/v1/webhook/test", "editor"],
  ["GET", "/api/workspace/v1/domains", "viewer"],
  ["POST", "/api/workspace/v1/domains", "owner"],
  ["DELETE", "/api/workspace/v1/domains", "owner"],
  ["GET", "/api/workspace/v1/link-keys", "owner"],
  ["POST", "/api/workspace/v1/link-keys", "owner"],
  ["DELETE", "/api/workspace/v1/link-keys", "owner"],
  ["GET", "/api/workspace/v1/data-sources", "owner"],
  ["POST", "/api/workspace/v1/data-sources", "owner"],
  ["DELETE", "/api/workspace/v1/data-sources", "owner"],
  ["GET", "/api/workspace/v1/members", "viewer"],
  ["PUT", "/api/workspace/v1/members", "owner"],
  ["DELETE", "/api/workspace/v1/members?memberIdx=1", "owner"],
  ["GET", "/api/workspace/v1/invitations", "owner"],
  ["POST", "/api/workspace/v1/invitations", "owner"],
  ["DELETE", "/api/workspace/v1/invitations", "owner"],
  ["GET", "/api/workspace/v1/audit", "editor"],
  ["GET", "/api/workspace/v1/deliveries", "viewer"],
  ["POST", "/api/workspace/v1/deliveries/redeliver", "editor"],
  ["GET", "/api/workspace/v1/people", "viewer"],
  ["POST", "/api/link/v2/create", "editor"],
  ["PUT", "/api/link-group/v1/update", "editor"],
  ["DELETE", "/api/link/v1/delete", "editor"],
  ["GET", "/api/link-group/v1/list", "viewer"],
  ["GET", "/api/statistics/v2/clicks-by-hour?ymd=2026-03-02", "viewer"],
];

describe.for(CALLS)("%s %s", ([method, path, needs]) => {
  const body = method === "POST" || method === "PUT" ? { body: { strange: 1 } } : {};

  test.for(ROLES)(`needs the role ${needs}: %s`, async (role) => {
    const answer = await as(role, { method, path, ...body });
    const refused = ROLES.indexOf(role) > ROLES.indexOf(needs);
    const told = { code: 40310, message: `this needs the role ${needs}`, result: null };
    if (refused) expect([answer.status, answer.body]).toStrictEqual([403, told]);
    else expect([answer.status, answer.body]).not.toMatchObject([403, { code: 40310 }]);
  });

  test("needs a session", async () => {
    const headers = { "x-simpul": "1" };
    const answer = await call(running.app, { method, path, headers, ...body });
    expect([answer.status, answer.body]).toStrictEqual([
      401,
      { code: 40100, message: "credentials are missing or malformed", result: null },
    ]);
  });
});

describe("the audience API", () => {
  const property = (role: Role, headers = {}) =>
    as(role, {
      method: "POST",
      path: "/v1/user/property",
      headers,
      body: { euid: 1, type: "set", properties: { tier: "gold" } },
    });

  test("takes a session as it takes a data source", async () => {
    const known = await as("viewer", { method: "GET", path: "/v1/attribute" });
    expect([known.status, known.body]).toStrictEqual([
      200,
      { code: 0, message: "success", data: [] },
    ]);
    expect((await property("editor")).body).toStrictEqual({
      code: 55108,
      message: "invalid EUID: no such user in this workspace",
    });
  });

  test("lets viewers read only", async () => {
    const answer = await property("viewer");
    expect([answer.status, answer.body]).toStrictEqual([
      403,
      { code: 55302, message: "this needs the role editor" },
    ]);
  });

  test("refuses foreign pages", async () => {
    const answer = await property("owner", { origin: "https://evil.example" });
    expect(answer.status).toBe(403);
    expect(answer.body).toMatchObject({ code: 55302 });
  });

  test("has a browser ask nobody for key and secret", async () => {
    const asked = { method: "GET", path: "/v1/attribute" } as const;
    const headers = { "sec-fetch-mode": "cors" };
    const script = await call(running.app, { ...asked, headers });
    expect([script.status, script.headers["www-authenticate"]]).toEqual([401, undefined]);
    const program = await call(running.app, asked);
    expect(program.headers["www-authenticate"]).toBe('Basic realm="Simpul", charset="UTF-8"');
  });
});

describe("what could come from somebody else's page is refused:", () => {
  const REFUSED = {
    code: 40310,
    message:
      "this call did not come from the dashboard: the header X-Simpul or the origin is wrong",
    result: null,
  };
  const WAYS: readonly (readonly [string, Record<string, string>])[] = [
    ["a form, which sends no header of its own", { "x-simpul": "" }],
    ["another value of the header", { "x-simpul": "2" }],
    ["another site's page", { "sec-fetch-site": "cross-site" }],
    ["a neighbour's page on the same site", { "sec-fetch-site": "same-site" }],
    ["an address typed or a bookmark", { "sec-fetch-site": "none" }],
    ["another origin", { origin: "https://evil.example" }],
    ["another port of this machine", { origin: "http://localhost:9090" }],
    ["a page without an origin", { origin: "null" }],
  ];
  const PATHS = [
    ["POST", "/api/session/v1/sign-in"],
    ["POST", "/api/session/v1/accept"],
    ["POST", "/api/session/v1/sign-out"],
    ["POST", "/api/session/v1/sign-out-everywhere"],
    ["PUT", "/api/session/v1/me"],
    ["PUT", "/api/workspace/v1/settings"],
    ["DELETE", "/api/workspace/v1/members?memberIdx=1"],
    ["POST", "/api/link/v2/create"],
    ["POST", "/api/link/v1/createBulk"],
    ["DELETE", "/api/link-group/v1/delete?grpIdx=1"],
  ] as const;

  test.for(WAYS)("%s", async ([, headers]) => {
    for (const [method, path] of PATHS) {
      const answer = await as("owner", { method, path, headers, body: {} });
      expect([path, answer.status, answer.body]).toStrictEqual([path, 403, REFUSED]);
    }
  });

  test("but not our own pages", async () => {
    const headers = { origin: "http://localhost:8080", "sec-fetch-site": "same-origin" };
    const sent = { method: "PUT", path: "/api/session/v1/me", headers, body: {} } as const;
    expect((await as("viewer", sent)).body).toStrictEqual({ code: 0, message: "", result: null });
  });

  test("no other origin is ever allowed to read or send", async () => {
    for (const path of ["/api/session/v1/me", "/api/link-group/v1/list", "/v1/attribute"]) {
      const headers = { origin: "https://evil.example" };
      const answer = await as("owner", { method: "GET", path, headers });
      const cors = Object.keys(answer.headers).filter((name) => name.startsWith("access-control"));
      expect([cors, answer.headers["cross-origin-resource-policy"]]).toEqual([[], "same-origin"]);
      const preflight = await running.app.server.inject({ method: "OPTIONS", url: path, headers });
      expect(preflight.statusCode).toBeGreaterThanOrEqual(400);
      expect(preflight.headers["access-control-allow-origin"]).toBeUndefined();
    }
  });
});

describe("the workspace that a member acts in", () => {
  const settings = async (member: TestMember, headers: Record<string, string>) =>
    (
      await asMember(running.app, member, {
        method: "GET",
        path: "/api/workspace/v1/settings",
        headers,
      })
    ).body;

  test("is the one that the header names, else the first", async () => {
    const [first, second] = [workspace.context.workspace.id, other.context.workspace.id];
    const workspaceIds = [second, first];
    const both = await makeMember(running.app, { workspaceIds, role: "viewer" });
    const named = (idx: number) => settings(both, { "x-workspace": String(idx) });
    expect(await settings(both, {})).toMatchObject({ result: { name: "Kopi Lereng" } });
    expect(await named(first)).toMatchObject({ result: { name: "Kopi Lereng" } });
    expect(await named(second)).toMatchObject({ result: { name: "Toko Bunga" } });
  });

  test.for(["2", "0", "x", "-1", "99999999999999999999"])(
    "is never one that they are no member of: %s",
    async (idx) => {
      const asked = idx === "2" ? String(other.context.workspace.id) : idx;
      expect(await settings(members.owner, { "x-workspace": asked })).toStrictEqual({
        code: 40400,
        message: "no such workspace: workspaceIdx",
        result: null,
      });
    },
  );
});

describe("a session and a key", () => {
  test("beside each other: the key counts, whatever the cookie", async () => {
    const answer = await as("viewer", {
      method: "POST",
      path: "/api/link/v2/create",
      authorization: `APIKey ${workspace.linkKey}`,
      headers: { "x-simpul": "" },
      body: { url: "https://example.com/by-key" },
    });
    expect(answer.body).toMatchObject({ code: 0 });
  });

  test("make links that tell which of them made them", async () => {
    const create = { method: "POST", path: "/api/link/v2/create" } as const;
    await as("editor", { ...create, body: { url: "https://example.com/by-member" } });
    const bulk = { links: [{ url: "https://example.com/by-member-too" }] };
    await as("editor", { method: "POST", path: "/api/link/v1/createBulk", body: bulk });
    const range = "regStartYmdt=2026-03-01 00:00:00&regEndYmdt=2026-03-31 00:00:00&pages=1";
    const path = `/api/link/v1/list?${range}&createTypeIdx=270`;
    const { body } = await as("viewer", { method: "GET", path });
    const { list } = (body as { result: { list: { url: string; createTypeIdx: number }[] } })
      .result;
    expect(list.map(({ url, createTypeIdx }) => [url, createTypeIdx]).sort()).toEqual([
      ["https://example.com/by-member", 270],
      ["https://example.com/by-member-too", 270],
    ]);
  });
});
