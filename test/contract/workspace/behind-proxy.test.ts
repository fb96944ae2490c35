import { beforeAll, describe, expect, test } from "vitest";
import { useApp } from "../../support/app.ts";
import { asMember, cookieOf, makeMember, type TestMember } from "../../support/member.ts";
import { type Call, call, makeWorkspace } from "../../support/workspace.ts";

const PASSWORD = "kopi di lereng gunung";
const running = useApp({ env: { SIMPUL_PUBLIC_URL: "https://go.example" } });
let owner: TestMember;
beforeAll(async () => {
  const { context } = await makeWorkspace(running.app);
  const workspaceIds = [context.workspace.id];
  owner = await makeMember(running.app, { workspaceIds, role: "owner", password: PASSWORD });
});

// A proxy may name the port that a browser leaves out, write the host in another case, or end TLS.
describe.for<[string, string]>([
  ["go.example", "https://go.example"],
  ["go.example:443", "https://go.example"],
  ["go.example:80", "https://go.example"],
  ["go.example", "https://go.example:443"],
  ["GO.Example:443", "https://go.example"],
  ["go.example.:443", "https://go.example."],
])("under Host %s a page of %s", ([host, origin]) => {
  const headers = { host, origin, "sec-fetch-site": "same-origin", "x-simpul": "1" };

  test("signs in", async () => {
    const answer = await call(running.app, {
      method: "POST",
      path: "/api/session/v1/sign-in",
      headers,
      body: { email: owner.email, password: PASSWORD },
    });
    expect(answer).toMatchObject({ status: 200, body: { code: 0 } });
    expect(cookieOf(answer)).toMatch(/^simpul_session=/);
  });

  test.for<[Call["method"], string, object?]>([
    ["GET", "/api/session/v1/me"],
    ["PUT", "/api/session/v1/me", {}],
    ["PUT", "/api/workspace/v1/settings", {}],
    ["POST", "/api/link-group/v1/create", { nm: "Ads" }],
    ["POST", "/v1/attribute", { name: "tier", type: "STRING" }],
  ])("does %s %s", async ([method, path, body]) => {
    const asked = { method, path, headers, ...(body && { body }) };
    expect(await asMember(running.app, owner, asked)).toMatchObject({
      status: 200,
      body: { code: 0 },
    });
  });
});

test.for<[string, string]>([
  ["go.example:443", "https://other.example"],
  ["go.example:443", "https://go.example:8443"],
  ["go.example", "https://go.example.evil.example"],
  ["go.example", "null"],
  ["go.example", ""],
  ["go.example", "file://"],
])("under Host %s no page of %j does anything", async ([host, origin]) => {
  const sent = { method: "PUT", path: "/api/session/v1/me", body: {} } as const;
  const answer = await asMember(running.app, owner, { ...sent, headers: { host, origin } });
  expect(answer).toMatchObject({ status: 403, body: { code: 40310 } });
});
