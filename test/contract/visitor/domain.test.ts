import { randomBytes } from "node:crypto";
import { describe, expect, test } from "vitest";
import type { Database } from "../../../src/db/database.ts";
import { sql } from "../../../src/db/sql.ts";
import { deleteDomainRow, insertDomain } from "../../../src/workspaces/store/domains.ts";
import { DEFAULT_HOST, insertLinkRow } from "../../support/link-rows.ts";
import { useVisitedApp } from "../../support/visitor.ts";
import { makeWorkspace } from "../../support/workspace.ts";

const running = useVisitedApp();

/** Gives a host to a workspace, or to nobody, and tells every node. */
async function give(host: string, workspaceId: number | null): Promise<void> {
  const { db, changes } = running.app.context;
  await db.transaction(async (tx) => {
    await deleteDomainRow(tx, host);
    const origin = `https://${host}`;
    const createdAt = new Date();
    if (workspaceId !== null) await insertDomain(tx, { host, workspaceId, origin, createdAt });
    await changes.announce(tx, [{ kind: "host", key: host }]);
  });
}

async function ownHost(): Promise<string> {
  const host = `go-${randomBytes(4).toString("hex")}.example`;
  await give(host, running.workspace.id);
  return host;
}

const db = (): Database => running.app.context.db;

describe("a link domain of a workspace", () => {
  test("serves links, found by host and path together", async () => {
    const [host, other] = [await ownHost(), await ownHost()];
    await insertLinkRow(db(), { workspaceId: running.workspace.id, host, slug: "promo" });
    expect((await running.visit({ path: "/promo", host })).status).toBe(302);
    expect((await running.visit({ path: "/promo", host: host.toUpperCase() })).status).toBe(302);
    expect((await running.visit({ path: "/promo", host: `${host}:443` })).status).toBe(302);
    expect((await running.visit({ path: "/promo", host: other })).status).toBe(404);
    expect((await running.visit("/promo")).status).toBe(404);
  });

  test.for([
    "/",
    "/api",
    "/api/link/v2/create",
    "/v1/user/property",
    "/app",
    "/assets/x.js",
    "/docs",
    "/openapi",
    "/healthz",
    "/readyz",
    "/metrics",
    "/favicon.ico",
    "/robots.txt",
    "/.well-known/x",
  ])("has a 404 page at %s", async (path) => {
    const answer = await running.visit({ path, host: await ownHost() });
    expect(answer.status).toBe(404);
    expect(answer.body).toContain("<h1>There is no link at this address</h1>");
  });

  test("serves the service worker, as the default domain does, and only to its own", async () => {
    const host = await ownHost();
    for (const domain of [host, DEFAULT_HOST]) {
      const got = await running.visit({ path: "/sw.js", host: domain });
      expect(got.status).toBe(200);
      expect(got.headers).toStrictEqual({
        "cache-control": "no-cache",
        etag: expect.stringMatching(/^"[\w-]{22}"$/),
        "content-security-policy": "default-src 'none'",
        "x-content-type-options": "nosniff",
        "x-robots-tag": "noindex",
        "content-type": "text/javascript; charset=utf-8",
        "content-length": String(Buffer.byteLength(got.body)),
        date: expect.any(String),
        connection: "close",
      });
      expect(got.body).toContain('addEventListener("push"');
      const head = await running.visit({ path: "/sw.js", host: domain, method: "HEAD" });
      expect([head.status, head.body, head.headers.etag]).toEqual([200, "", got.headers.etag]);
      const headers = { "if-none-match": `W/"x", ${got.headers.etag}` };
      const known = await running.visit({ path: "/sw.js?v=2", host: domain, headers });
      expect([known.status, known.body]).toEqual([304, ""]);
      const posted = await running.visit({ path: "/sw.js", host: domain, method: "POST" });
      expect(posted).toMatchObject({ status: 405, headers: { allow: "GET, HEAD" } });
    }
    for (const nobodys of ["nobody.example", "a b"])
      expect((await running.visit({ path: "/sw.js", host: nobodys })).status).toBe(404);
  });

  test("that came to be where an expired link leads is no place to be sent round", async () => {
    const ends_at = new Date("2026-01-01T00:00:00Z");
    const [one, other] = [await ownHost(), await ownHost()];
    const ended = (host: string, to: string, slug: string) =>
      insertLinkRow(db(), {
        workspaceId: running.workspace.id,
        host,
        slug,
        ends_at,
        expired_url: `https://${to}/${slug}`,
      });
    await ended(one, one, "self");
    await ended(one, other, "round");
    await ended(other, one, "round");
    await ended(DEFAULT_HOST, DEFAULT_HOST, "home");
    const away = { status: 410, body: expect.stringContaining("<h1>This link has ended</h1>") };
    expect(await running.visit({ path: "/self", host: one })).toMatchObject(away);
    expect(await running.visit("/home")).toMatchObject(away);
    await running.visit({ path: "/round", host: one });
    expect(await running.visit({ path: "/round", host: other })).toMatchObject(away);
  });

  test("has no links while nobody or somebody else owns it", async () => {
    const host = await ownHost();
    const stranger = (await makeWorkspace(running.app)).context.workspace;
    const { slug } = await insertLinkRow(db(), { workspaceId: running.workspace.id, host });
    const statuses = [];
    for (const owner of [running.workspace.id, null, stranger.id, running.workspace.id]) {
      await give(host, owner);
      statuses.push((await running.visit({ path: `/${slug}`, host })).status);
      statuses.push((await running.visit({ path: `/${slug}`, host })).status);
    }
    expect(statuses).toEqual([302, 302, 404, 404, 404, 404, 302, 302]);
  });

  test("a host that nobody owns has no links", async () => {
    const { slug } = await insertLinkRow(db(), { workspaceId: running.workspace.id });
    for (const host of ["nobody.example", "a b", "localhost.example:8080"])
      expect((await running.visit({ path: `/${slug}`, host })).status).toBe(404);
  });
});

describe("the default domain", () => {
  test.for(["localhost", "127.0.0.1", "[::1]:9999", "promo.localhost", "LOCALHOST:1"])(
    "answers to the loopback name %s",
    async (host) => {
      const { slug } = await insertLinkRow(db(), { workspaceId: running.workspace.id });
      expect((await running.visit({ path: `/${slug}`, host })).status).toBe(302);
    },
  );

  test("keeps the server's own paths", async () => {
    expect(await running.visit("/healthz")).toMatchObject({
      status: 200,
      headers: { "content-type": expect.stringContaining("application/json") },
    });
    const call = await running.visit({ path: "/api/link/v1/list", method: "PUT" });
    expect(call.headers["content-type"]).toContain("application/json");
  });
});

test("links of a workspace that was deleted are gone at once", async () => {
  const { app } = running;
  const { workspace } = (await makeWorkspace(app)).context;
  const { slug } = await insertLinkRow(db(), { workspaceId: workspace.id });
  expect((await running.visit(`/${slug}`)).status).toBe(302);
  await db().transaction(async (tx) => {
    await tx.run(sql`
      update workspace set deleted_at = ${new Date()} where workspace_id = ${workspace.id}`);
    await app.context.changes.announce(tx, [{ kind: "workspace", key: String(workspace.id) }]);
  });
  expect((await running.visit(`/${slug}`)).status).toBe(404);
});
