import { beforeAll, describe, expect, test } from "vitest";
import { ADMIN_TOKEN } from "../../support/app.ts";
import { insertLinkRow } from "../../support/link-rows.ts";
import { makeMember } from "../../support/member.ts";
import { useVisitedApp, type VisitAnswer, type VisitRequest } from "../../support/visitor.ts";
import { makeWorkspace, type TestWorkspace } from "../../support/workspace.ts";

const running = useVisitedApp();
let workspace: TestWorkspace;
let cookie: string;
beforeAll(async () => {
  workspace = await makeWorkspace(running.app);
  const workspaceIds = [workspace.context.workspace.id];
  ({ cookie } = await makeMember(running.app, { workspaceIds, role: "owner" }));
});

const HOSTS = [
  "10.42.0.7:8080",
  "simpul:8080",
  "simpul",
  "simpul.default.svc.cluster.local:80",
  "[fd00::7]:8080",
  "my_simpul_1:8080",
  // No host that a URL can have: a scoped address, as probes over IPv6 write it.
  "[fe80::1%eth0]:8080",
];

const bearer = { authorization: `Bearer ${ADMIN_TOKEN}` };
const key = () => ({ authorization: `APIKey ${workspace.linkKey}` });
const pair = () => ({ authorization: `Basic ${workspace.basic}` });

/** What does not differ between two answers to one question. */
function told({ status, headers, body }: VisitAnswer) {
  return [status, headers["content-type"], headers.allow, headers.location, body];
}

describe.for(HOSTS)("under %s, which no workspace owns,", (host) => {
  test.for<[string, () => Omit<VisitRequest, "host">]>([
    ["a probe", () => ({ path: "/healthz" })],
    ["a probe by HEAD", () => ({ path: "/healthz", method: "HEAD" })],
    ["the question whether it is ready", () => ({ path: "/readyz" })],
    ["that by HEAD", () => ({ path: "/readyz", method: "HEAD" })],
    ["figures without a token", () => ({ path: "/metrics" })],
    ["the list of documents", () => ({ path: "/openapi" })],
    ["a document", () => ({ path: "/openapi/links.json" })],
    ["links by a key", () => ({ path: "/api/link-group/v1/list", headers: key() })],
    ["links by no key", () => ({ path: "/api/link-group/v1/list" })],
    ["people by a pair", () => ({ path: "/v1/attribute", headers: pair() })],
    ["workspaces by the token", () => ({ path: "/api/admin/v1/workspaces", headers: bearer })],
    ["a path that is not there", () => ({ path: "/api/none", headers: key() })],
    ["a wrong method", () => ({ path: "/v1/attribute", method: "PUT", headers: pair() })],
  ])("%s is answered as under the public host", async ([, asked]) => {
    const answer = told(await running.visit({ ...asked(), host }));
    expect(answer).toEqual(told(await running.visit(asked())));
  });

  test("a call with a body is done", async () => {
    const body = JSON.stringify({ nm: "Ads" });
    const headers = { ...key(), "content-type": "application/json" };
    const path = "/api/link-group/v1/create";
    const answer = await running.visit({ path, method: "POST", headers, body, host });
    expect(JSON.parse(answer.body)).toMatchObject({ code: 0 });
  });

  test("figures are told to the operator", async () => {
    const answer = await running.visit({ path: "/metrics", headers: bearer, host });
    expect([answer.status, answer.body]).toEqual([200, expect.stringContaining("simpul_")]);
  });

  test.for(["/", "/app", "/app/", "/assets/x.js", "/docs", "/favicon.ico", "/API/link/v1/list"])(
    "there is no dashboard, nor anything else, at %s",
    async (path) => {
      const answer = await running.visit({ path, host });
      expect(answer.status).toBe(404);
      expect(answer.body).toContain("<h1>There is no link at this address</h1>");
    },
  );

  test("there are no links", async () => {
    const { slug } = await insertLinkRow(running.app.context.db, {
      workspaceId: workspace.context.workspace.id,
    });
    expect((await running.visit({ path: `/${slug}`, host })).status).toBe(404);
    expect((await running.visit(`/${slug}`)).status).toBe(302);
  });

  test.for([
    "/api/session/v1/me",
    "/api/%73ession/v1/me",
    "/api/workspace/v1/settings",
    "/api/mail/v1/unsubscribe?token=x",
  ])("there is nothing for browsers at %s", async (path) => {
    const headers = { cookie, "x-simpul": "1" };
    const answer = await running.visit({ path, headers, host });
    expect([answer.status, JSON.parse(answer.body).code]).toEqual([404, 40400]);
    expect((await running.visit({ path, headers })).status).toBe(200);
  });

  test.for(["/api/link-group/v1/list", "/v1/attribute"])(
    "a session counts for nothing at %s",
    async (path) => {
      const headers = { cookie, "x-simpul": "1" };
      expect((await running.visit({ path, headers, host })).status).toBe(401);
      expect((await running.visit({ path, headers })).status).toBe(200);
    },
  );
});
