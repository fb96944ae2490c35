import { mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { brotliCompressSync, brotliDecompressSync, gunzipSync, gzipSync } from "node:zlib";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { useApp } from "../../support/app.ts";

const folder = await mkdtemp(join(tmpdir(), "simpul-dashboard-"));
const running = useApp({ appFolder: folder });

const SCRIPT = "export const greeting = 'selamat pagi';\n".repeat(100);
const PAGE = `<!doctype html><meta property="csp-nonce" nonce="__CSP_NONCE__">
<script type="module" nonce="__CSP_NONCE__" src="/app/assets/main-1a2b.js"></script>`;

beforeAll(async () => {
  await mkdir(join(folder, "assets"), { recursive: true });
  await writeFile(join(folder, "index.html"), PAGE);
  await writeFile(join(folder, "assets/main-1a2b.js"), SCRIPT);
  await writeFile(join(folder, "assets/main-1a2b.js.br"), brotliCompressSync(SCRIPT));
  await writeFile(join(folder, "assets/main-1a2b.js.gz"), gzipSync(SCRIPT));
});
afterAll(() => rm(folder, { recursive: true }));

const get = (url: string, headers: Record<string, string> = {}, method: "GET" | "HEAD" = "GET") =>
  running.app.server.inject({ method, url, headers: { host: "localhost:8080", ...headers } });

describe("the dashboard's page", () => {
  test.for(["/app", "/app/", "/app/links?pages=2", "/app/groups/12/edit", "/app/setup?token=x"])(
    "is answered at %s",
    async (url) => {
      const answer = await get(url);
      const policy = String(answer.headers["content-security-policy"]);
      const nonce = /style-src 'self' 'nonce-([^']+)'/.exec(policy)?.[1] ?? "";
      expect(answer.statusCode).toBe(200);
      expect(nonce).toMatch(/^[A-Za-z0-9+/]{22}==$/);
      expect(answer.body).toBe(PAGE.replaceAll("__CSP_NONCE__", nonce));
      expect(answer.headers).toMatchObject({
        "content-type": "text/html; charset=utf-8",
        "cache-control": "no-store",
        "referrer-policy": "no-referrer",
        "x-content-type-options": "nosniff",
        "x-frame-options": "DENY",
      });
      expect(policy.split("; ")).toEqual([
        "default-src 'none'",
        "script-src 'self'",
        "connect-src 'self'",
        "img-src 'self' data:",
        "font-src 'self'",
        "manifest-src 'self'",
        "worker-src 'self'",
        "form-action 'self'",
        "base-uri 'none'",
        "frame-ancestors 'none'",
        `style-src 'self' 'nonce-${nonce}'`,
      ]);
    },
  );

  test("has another nonce in each answer", async () => {
    const [one, two] = await Promise.all([get("/app"), get("/app")]);
    expect(one.body).not.toBe(two.body);
  });

  test("has a head without a body", async () => {
    const answer = await get("/app/links", {}, "HEAD");
    expect([answer.statusCode, answer.body]).toEqual([200, ""]);
  });

  test("takes nothing", async () => {
    const answer = await running.app.server.inject({
      method: "POST",
      url: "/app/links",
      headers: { host: "localhost:8080", "content-type": "application/json" },
      payload: "{}",
    });
    expect(answer.statusCode).toBe(404);
  });
});

describe("a file of the dashboard", () => {
  const url = "/app/assets/main-1a2b.js";

  test("is kept by browsers for good, under its type", async () => {
    const answer = await get(url);
    expect([answer.statusCode, answer.body]).toEqual([200, SCRIPT]);
    expect(answer.headers).toMatchObject({
      "content-type": "application/javascript; charset=utf-8",
      "cache-control": "public, max-age=31536000, immutable",
      "x-content-type-options": "nosniff",
    });
  });

  test.for<[string, (bytes: Buffer) => Buffer]>([
    ["br", brotliDecompressSync],
    ["gzip", gunzipSync],
  ])("is sent as it was squeezed when it was built: %s", async ([encoding, unpack]) => {
    const answer = await get(url, { "accept-encoding": encoding });
    expect(answer.headers).toMatchObject({
      "content-encoding": encoding,
      "content-type": "application/javascript; charset=utf-8",
      "cache-control": "public, max-age=31536000, immutable",
    });
    expect(unpack(answer.rawPayload).toString()).toBe(SCRIPT);
  });

  test.for([
    "/app/assets/none.js",
    "/app/assets/",
    "/app/assets/..%2findex.html",
    "/app/assets/.hidden",
  ])("is never another: %s", async (path) => {
    const answer = await get(path);
    expect(answer.statusCode).toBeGreaterThanOrEqual(400);
    expect(answer.body).not.toContain("csp-nonce");
    expect(String(answer.headers["cache-control"])).not.toContain("immutable");
  });
});
