import type { FastifyInstance, RouteHandlerMethod } from "fastify";
import type { Metrics } from "../metrics.ts";
import { makeTokenCheck } from "./admin-token.ts";

export interface OperationsParts {
  /** Null while the store answers, else why it does not. */
  readonly whyNotReady: () => Promise<string | null>;
  /** What does not keep this server from serving, but must be known. */
  readonly troubles: () => readonly string[];
  readonly metrics: Metrics;
  readonly adminToken: string;
}

/**
 * Lets link-preview fetchers ask for links, whose answers keep themselves out of indexes. Crawlers
 * compare beginnings of paths, so each rule ends where a link such as `/apple` goes on.
 */
const ROBOTS = [
  "User-agent: *",
  ...["/app", "/api", "/v1"]
    .flatMap((path) => [`${path}$`, `${path}?`, `${path}/`])
    .map((path) => `Disallow: ${path}`),
  "",
].join("\n");

/** What machines ask of a server: is it there, does it work, and its figures. */
export function operations(parts: OperationsParts) {
  const isAdmin = makeTokenCheck(parts.adminToken);
  return async (app: FastifyInstance): Promise<void> => {
    const onGet = (url: string, handler: RouteHandlerMethod) =>
      app.route({ method: ["GET", "HEAD"], url, handler });

    // A browser that opens the server finds the dashboard.
    onGet("/", async (_request, reply) => reply.redirect("/app", 302));

    onGet("/healthz", async () => ({ status: "ok" }));

    onGet("/readyz", async (_request, reply) => {
      const reason = await parts.whyNotReady();
      const troubles = parts.troubles();
      const more = troubles.length > 0 ? { troubles } : {};
      if (reason === null) return { status: "ok", ...more };
      reply.code(503).header("Retry-After", 1);
      return reply.send({ status: "unavailable", reason, ...more });
    });

    onGet("/metrics", async (request, reply) => {
      if (!isAdmin(request.headers.authorization)) {
        return reply
          .code(401)
          .header("WWW-Authenticate", "Bearer")
          .send({ status: "unauthorized" });
      }
      const text = await parts.metrics.text();
      return reply.header("Content-Type", parts.metrics.contentType).send(text);
    });

    onGet("/robots.txt", async (_request, reply) =>
      reply.type("text/plain; charset=utf-8").send(ROBOTS),
    );
    onGet("/favicon.ico", async (_request, reply) => reply.code(204).send());
  };
}
