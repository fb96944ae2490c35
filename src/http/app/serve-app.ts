import { randomBytes } from "node:crypto";
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import fastifyStatic from "@fastify/static";
import type { FastifyInstance, FastifyReply, FastifyRequest } from "fastify";
import type { Api } from "../server.ts";
import { pagePolicy } from "./policy.ts";

/** What the build puts where the nonce of each answer belongs. */
const NONCE_PLACE = "__CSP_NONCE__";
const YEAR_MS = 365 * 24 * 3_600_000;
const NOT_BUILT = "The dashboard is not built here; npm run build:web builds it.\n";

/** The dashboard: one page for every path below `/app`, and the files that it is made of. */
export function serveApp(folder: string): Api {
  const readPage = makePageReader(folder);

  async function page(_request: FastifyRequest, reply: FastifyReply): Promise<FastifyReply> {
    const html = await readPage();
    reply.header("Cache-Control", "no-store").header("X-Content-Type-Options", "nosniff");
    if (html === null) return reply.code(503).type("text/plain; charset=utf-8").send(NOT_BUILT);
    const nonce = randomBytes(16).toString("base64");
    return reply
      .headers(pagePolicy(nonce))
      .type("text/html; charset=utf-8")
      .send(html.replaceAll(NONCE_PLACE, nonce));
  }

  return async (app) => {
    app.route({ method: ["GET", "HEAD"], url: "/app", schema: { hide: true }, handler: page });
    await app.register(async (below) => serveFiles(below, folder, page), { prefix: "/app" });
  };
}

type Handler = (request: FastifyRequest, reply: FastifyReply) => Promise<FastifyReply>;

async function serveFiles(app: FastifyInstance, folder: string, page: Handler): Promise<void> {
  app.addHook("onSend", async (_request, reply) => {
    reply.header("X-Content-Type-Options", "nosniff");
  });
  // Their names change with what is in them.
  await app.register(fastifyStatic, {
    root: join(folder, "assets"),
    prefix: "/assets/",
    maxAge: YEAR_MS,
    immutable: true,
    preCompressed: true,
    index: false,
    decorateReply: false,
  });
  const mark = await readFile(join(folder, "mark.svg")).catch(() => null);
  if (mark !== null) {
    app.get("/mark.svg", async (_request, reply) => reply.type("image/svg+xml").send(mark));
  }
  app.setNotFoundHandler((request, reply) => {
    const isPage = request.method === "GET" || request.method === "HEAD";
    if (isPage && !request.url.startsWith("/app/assets/")) return page(request, reply);
    return reply
      .code(404)
      .header("Cache-Control", "no-store")
      .type("text/plain; charset=utf-8")
      .send("There is nothing at this path.\n");
  });
}

/** Read once it is there: a build may come after the start. */
function makePageReader(folder: string): () => Promise<string | null> {
  let known: string | null = null;
  return async () => {
    known ??= await readFile(join(folder, "index.html"), "utf8").catch(() => null);
    return known;
  };
}
