import { randomBytes } from "node:crypto";
import { createServer, type IncomingMessage, type ServerResponse, STATUS_CODES } from "node:http";
import type { Socket } from "node:net";
import Fastify, { type FastifyInstance, type FastifyRequest } from "fastify";
import { Fault } from "../kit/fault.ts";
import { type JsonOptions, parseJson, readUtf8 } from "../kit/json.ts";
import type { Log } from "../kit/log.ts";
import { checkCoding } from "./check-coding.ts";
import { replayUnescaped } from "./replay-unescaped.ts";
import { takeAbsoluteTarget } from "./request-target.ts";

/** Answers a request, or calls `leave`, now or later, to have the server's own paths answer it. */
export type RawHandler = (
  request: IncomingMessage,
  response: ServerResponse,
  leave: () => void,
) => void;

export interface ServerOptions {
  /** Sees each request before Fastify: the visitor's path, on the raw request. */
  readonly visitor: RawHandler;
  /** One plugin an API, each with its prefix, envelope and error handler. */
  readonly apis: readonly Api[];
  readonly log: Log;
  /** Hears of every answer of an API: by the first words of its path. */
  readonly answered: (api: string, status: number) => void;
}
export type HttpServer = FastifyInstance;
export type Api = (app: FastifyInstance) => Promise<void>;

const MIB = 1024 * 1024;

/** Idle connections outlive those of the usual proxies, which else meet one that is just closing. */
const SOCKETS = { requestTimeout: 60_000, headersTimeout: 20_000, keepAliveTimeout: 72_000 };

/** Requests under way have so long to finish once the server closes. */
const CLOSES_WITHIN_MS = 3_000;

const API_PREFIXES = [
  ["/v1/", "audience"],
  ["/api/admin/", "admin"],
  ["/api/session/", "workspace"],
  ["/api/workspace/", "workspace"],
  ["/api/", "links"],
] as const;

/** Not yet listening. Paths that no API has answer as `apis` decide, the last one's word being plain. */
export async function buildServer(options: ServerOptions): Promise<FastifyInstance> {
  let closing = false;
  const app = Fastify({
    logger: false,
    bodyLimit: MIB,
    requestTimeout: 60_000,
    return503OnClosing: true,
    exposeHeadRoutes: false,
    // Names such as __proto__ are answered per item; see `kit/json.ts`.
    onProtoPoisoning: "ignore",
    onConstructorPoisoning: "ignore",
    genReqId: makeRequestId(),
    rewriteUrl: ({ url = "/" }) => readablePath(url),
    routerOptions: { ignoreTrailingSlash: false, querystringParser: readQuery },
    serverFactory: (handler) =>
      createServer(SOCKETS, (request, response) => {
        // A connection that is never idle would keep the server from closing.
        if (closing) response.shouldKeepAlive = false;
        takeAbsoluteTarget(request);
        options.visitor(request, response, () => handler(request, response));
      }),
    clientErrorHandler: (error, socket) => {
      if (!replayUnescaped(app.server, error, socket)) refuseUnreadable(error, socket);
    },
    // Each API's schemas are compiled by `wire/fields.ts`; Fastify only shows them to OpenAPI.
    schemaErrorFormatter: (errors) => new Error(errors[0]?.message),
  });
  app.setValidatorCompiler(() => () => true);
  app.setSerializerCompiler(() => (answer) => JSON.stringify(answer));
  app.removeAllContentTypeParsers();
  app.addContentTypeParser("application/json", { parseAs: "buffer" }, bodyParser(readBody));
  app.setNotFoundHandler((_request, reply) => {
    reply.code(404).type("text/plain; charset=utf-8").send("There is nothing at this path.\n");
  });
  app.addHook("preClose", async () => {
    closing = true;
    // The rest of a stop has to fit in as well, whoever is still reading.
    setTimeout(() => app.server.closeAllConnections(), CLOSES_WITHIN_MS).unref();
  });
  app.addHook("onResponse", ({ url }, { statusCode }, done) => {
    const api = API_PREFIXES.find(([prefix]) => url.startsWith(prefix))?.[1];
    if (api !== undefined) options.answered(api, statusCode);
    done();
  });
  for (const api of options.apis) await app.register(api);
  return app;
}

/** Answers what Node's parser could not read as a request, and hangs up. */
function refuseUnreadable(error: Error, socket: Socket): void {
  if (socket.writable) {
    const code = "code" in error ? error.code : "";
    const status = code === "HPE_HEADER_OVERFLOW" ? 431 : code === TIMED_OUT ? 408 : 400;
    const line = `HTTP/1.1 ${status} ${STATUS_CODES[status]}`;
    socket.write(`${line}\r\nConnection: close\r\nContent-Length: 0\r\n\r\n`);
  }
  socket.destroy(error);
}

const TIMED_OUT = "ERR_HTTP_REQUEST_TIMEOUT";

/** Many clients name a content type in every call: a DELETE that brings nothing has no body to read. */
export function readBody(request: FastifyRequest, body: Buffer, options?: JsonOptions): unknown {
  if (body.length === 0 && request.method === "DELETE") return undefined;
  checkCoding(request.headers);
  return parseJson(readUtf8(body), options);
}

/** As Fastify takes it, without a promise a call. */
export function bodyParser(read: (request: FastifyRequest, body: Buffer) => unknown) {
  return (
    request: FastifyRequest,
    body: string | Buffer,
    done: (error: Error | null, body?: unknown) => void,
  ): void => {
    let value: unknown;
    try {
      value = read(request, body as Buffer);
    } catch (error) {
      done(error as Error);
      return;
    }
    done(null, value);
  };
}

/** Random once a process, then counted: 64 random bits a request cost more than reading its headers. */
function makeRequestId(): () => string {
  const process = randomBytes(6).toString("hex");
  let requests = 0;
  return () => {
    requests += 1;
    return `${process}-${requests.toString(36)}`;
  };
}

/** A path that cannot be decoded is taken as it stands: its API says that there is no such path. */
function readablePath(url: string): string {
  const mark = url.indexOf("?");
  const path = mark < 0 ? url : url.slice(0, mark);
  if (!path.includes("%")) return url;
  try {
    decodeURI(path);
    return url;
  } catch {
    return path.replaceAll("%", "%25") + url.slice(path.length);
  }
}

/** Of most calls, and so not made for each. */
const NO_QUERY: Record<string, unknown> = Object.freeze(Object.create(null));

/** A name given twice stays visible as a list, which no field accepts. */
function readQuery(text: string): Record<string, unknown> {
  if (text === "") return NO_QUERY;
  const query: Record<string, unknown> = Object.create(null);
  for (const [name, value] of new URLSearchParams(text)) {
    const before = query[name];
    if (before === undefined) query[name] = value;
    else if (Array.isArray(before)) before.push(value);
    else query[name] = [before, value];
  }
  return query;
}

/** What a thrown thing means over HTTP, whoever threw it: Fastify's own refusals become Faults. */
export function httpFault(error: unknown): Fault {
  if (error instanceof Fault) return error;
  const code = typeof error === "object" && error !== null && "code" in error ? error.code : "";
  if (code === "FST_ERR_CTP_BODY_TOO_LARGE") return new Fault("body_too_large");
  if (code === "FST_ERR_CTP_INVALID_MEDIA_TYPE") return new Fault("media_type_unknown");
  if (isBodyError(error)) return new Fault("body_unreadable", { reason: "json_syntax" });
  return Fault.from(error);
}

/** A body that broke off, or has not the length that it was to have: Fastify marks both with 400. */
function isBodyError(error: unknown): boolean {
  return error instanceof Error && "statusCode" in error && error.statusCode === 400;
}
