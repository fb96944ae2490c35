import { execFileSync } from "node:child_process";
import { randomBytes } from "node:crypto";
import { globSync, readFileSync, statSync } from "node:fs";
import {
  createServer,
  type IncomingMessage,
  request,
  type Server,
  type ServerResponse,
} from "node:http";
import { extname, join } from "node:path";

const ROOT = join(import.meta.dirname, "../..");
const BUILT = join(ROOT, "dist/app");
const TYPES: Readonly<Record<string, string>> = {
  ".js": "text/javascript",
  ".css": "text/css",
  ".svg": "image/svg+xml",
};

/** Builds the dashboard unless what is built is newer than all of its sources. */
export function buildDashboard(): void {
  const built = statSync(join(BUILT, "index.html"), { throwIfNoEntry: false })?.mtimeMs ?? 0;
  const sources = globSync("web/**/*", { cwd: ROOT });
  if (sources.every((path) => statSync(join(ROOT, path)).mtimeMs < built)) return;
  execFileSync("vite", ["build", "--config", "web/vite.config.ts"], { cwd: ROOT, stdio: "pipe" });
}

const policy = (nonce: string): string =>
  [
    "default-src 'none'",
    "script-src 'self'",
    `style-src 'self' 'nonce-${nonce}'`,
    "connect-src 'self'",
    "img-src 'self' data:",
    "form-action 'self'",
    "base-uri 'none'",
    "frame-ancestors 'none'",
  ].join("; ");

/** The built dashboard under its policy, in front of a server that answers all the rest. */
export async function openFront(ports: { at: number; to: number }): Promise<Server> {
  const server = createServer((asked, answer) => {
    const { pathname } = new URL(asked.url ?? "/", "http://front");
    if (/^\/app\/(?:assets\/|mark\.svg)/.test(pathname)) return sendFile(pathname, answer);
    if (pathname === "/app" || pathname.startsWith("/app/")) return sendPage(answer);
    pass(asked, answer, ports.to);
  });
  await new Promise<void>((resolve) => server.listen(ports.at, "localhost", resolve));
  return server;
}

function sendFile(pathname: string, answer: ServerResponse): void {
  const path = join(ROOT, "dist", pathname);
  if (statSync(path, { throwIfNoEntry: false }) === undefined) {
    answer.writeHead(404).end();
    return;
  }
  answer.writeHead(200, { "content-type": TYPES[extname(path)] ?? "application/octet-stream" });
  answer.end(readFileSync(path));
}

function sendPage(answer: ServerResponse): void {
  const nonce = randomBytes(16).toString("base64");
  const html = readFileSync(join(BUILT, "index.html"), "utf8");
  answer.writeHead(200, {
    "content-type": "text/html; charset=utf-8",
    "content-security-policy": policy(nonce),
  });
  answer.end(html.replaceAll("__CSP_NONCE__", nonce));
}

function pass(asked: IncomingMessage, answer: ServerResponse, port: number): void {
  const { method, url, headers } = asked;
  const onwards = request({ host: "localhost", port, method, path: url, headers }, (answered) => {
    answer.writeHead(answered.statusCode ?? 502, answered.headers);
    answered.pipe(answer);
  });
  onwards.on("error", () => answer.destroy());
  answer.on("close", () => onwards.destroy());
  asked.pipe(onwards);
}
