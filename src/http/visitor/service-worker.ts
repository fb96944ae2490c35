import { createHash } from "node:crypto";
import { readFileSync } from "node:fs";
import type { Context } from "../../context.ts";
import { sendNotFound, sendWrongMethod } from "./refusals.ts";
import type { Visit } from "./visit.ts";

export const workerPath = "/sw.js";

const script = readFileSync(new URL("./service-worker.browser.js", import.meta.url));
const tag = `"${createHash("sha256").update(script).digest("base64url").slice(0, 22)}"`;

// It may be kept, but is asked for: a browser that shows pushes learns of a better one at once.
const always = [
  "Cache-Control",
  "no-cache",
  "ETag",
  tag,
  // For the worker itself: it loads nothing.
  "Content-Security-Policy",
  "default-src 'none'",
  "X-Content-Type-Options",
  "nosniff",
  "X-Robots-Tag",
  "noindex",
];

type Asked = Pick<Visit, "request" | "response" | "method" | "host" | "path">;

/**
 * Serves the worker on every host that has links: browsers let a worker show pushes for its own
 * host alone. Standing at the root it needs no `Service-Worker-Allowed`.
 */
export async function answerWorker(
  { hosts, site }: Pick<Context, "hosts" | "site">,
  asked: Asked,
): Promise<void> {
  const { request, response, method, host } = asked;
  const isOurs = host === site.publicHost || (host !== "" && (await findOwner(hosts, host)));
  if (!isOurs) return sendNotFound(asked, asked);
  if (method !== "GET" && method !== "HEAD") return sendWrongMethod(asked, "GET, HEAD");
  if (request.headers["if-none-match"]?.includes(tag)) {
    response.writeHead(304, always);
    response.end();
    return;
  }
  const type = ["Content-Type", "text/javascript; charset=utf-8"];
  response.writeHead(200, [...always, ...type, "Content-Length", String(script.length)]);
  response.end(script);
}

async function findOwner(hosts: Context["hosts"], host: string): Promise<boolean> {
  const domain = hosts.peek(host) ?? (await hosts.get(host));
  return domain !== null;
}
