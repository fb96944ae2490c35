import { describe, expect, test } from "vitest";
import { ADMIN_TOKEN, useApp } from "../support/app.ts";
import { call } from "../support/workspace.ts";

const running = useApp();

describe("a machine that watches the server", () => {
  test("learns that the process serves", async () => {
    const answer = await call(running.app, { method: "GET", path: "/healthz" });
    expect(answer).toMatchObject({ status: 200, body: { status: "ok" } });
  });

  test("learns that the store answers", async () => {
    const answer = await call(running.app, { method: "GET", path: "/readyz" });
    expect(answer).toMatchObject({ status: 200, body: { status: "ok" } });
  });

  test("reads the figures with the admin token", async () => {
    const answer = await call(running.app, {
      method: "GET",
      path: "/metrics",
      authorization: `Bearer ${ADMIN_TOKEN}`,
    });
    expect(answer.status).toBe(200);
    expect(answer.body).toContain("simpul_cached_links 0");
  });

  test.for([
    ["without a token", undefined],
    ["with a wrong one", `Bearer ${ADMIN_TOKEN}x`],
    ["with a token in another form", `APIKey ${ADMIN_TOKEN}`],
  ])("is told nothing %s", async ([, authorization]) => {
    const answer = await call(running.app, {
      method: "GET",
      path: "/metrics",
      ...(authorization !== undefined && { authorization }),
    });
    expect(answer).toMatchObject({ status: 401, body: { status: "unauthorized" } });
  });

  test.for(["GET", "HEAD"] as const)(
    "is led by %s of the root to the dashboard",
    async (method) => {
      const answer = await call(running.app, { method, path: "/" });
      expect([answer.status, answer.headers["location"]]).toEqual([302, "/app"]);
    },
  );

  test("finds nothing at a path of the server's own that is not there", async () => {
    const answer = await call(running.app, { method: "GET", path: "/assets/none" });
    expect(answer).toMatchObject({ status: 404, body: "There is nothing at this path.\n" });
  });

  test.for(["/healthz", "/readyz", "/robots.txt", "/openapi/", "/openapi/links.json", "/openapi"])(
    "learns by HEAD of %s what GET answers, without a body",
    async (path) => {
      const [get, head] = await Promise.all(
        (["GET", "HEAD"] as const).map((method) => call(running.app, { method, path })),
      );
      expect([head?.status, head?.body]).toEqual([get?.status, ""]);
      expect(head?.headers["content-type"]).toBe(get?.headers["content-type"]);
    },
  );

  test.for<[string, boolean]>([
    ["/Kq2dA7x", true],
    ["/Kq2dA7x/qr", true],
    ["/apple-diskon", true],
    ["/api-baru", true],
    ["/v10", true],
    ["/app", false],
    ["/app/links", false],
    ["/app?from=mail", false],
    ["/api/link/v1/get", false],
    ["/v1/user/property", false],
  ])("may ask for %s as a crawler: %s", async ([path, allowed]) => {
    const answer = await call(running.app, { method: "GET", path: "/robots.txt" });
    expect(answer.status).toBe(200);
    expect(answer.body).toMatch(/^User-agent: \*\n(?:Disallow: \S+\n)+$/);
    const rules = [...String(answer.body).matchAll(/^Disallow: (.+)$/gm)].map(
      ([, rule = ""]) => rule,
    );
    // As RFC 9309 has it: a rule holds for what begins with it, and "$" is the end of the path.
    const isMatch = (rule: string) =>
      rule.endsWith("$") ? path === rule.slice(0, -1) : path.startsWith(rule);
    expect(!rules.some(isMatch)).toBe(allowed);
  });
});
