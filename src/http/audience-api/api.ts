import { Readable } from "node:stream";
import type { FastifyInstance, FastifyReply, FastifyRequest } from "fastify";
import type { AudienceContext } from "../../audience/open-writes.ts";
import { LONGEST_KEY, type RunOnce } from "../../audience/run-once.ts";
import { tellChange } from "../../audience/tell-change.ts";
import type { Context } from "../../context.ts";
import { Fault } from "../../kit/fault.ts";
import { pickLanguage } from "../../kit/language.ts";
import { makeRequestNote } from "../request-note.ts";
import { bodyParser, httpFault, readBody } from "../server.ts";
import type { Call, Endpoint, Stream } from "./endpoint.ts";
import { type EnterParts, makeEnter } from "./enter.ts";
import { type Envelope, encode, failure, published } from "./envelope.ts";
import { auditActionOf, toldChange } from "./told-change.ts";

export interface AudienceApiParts extends EnterParts {
  readonly runOnce: RunOnce;
}

const JSON_TYPE = "application/json; charset=utf-8";

/** The audience dialect: the pair before the body is read, one envelope for every answer. */
export function audienceApi(parts: AudienceApiParts, endpoints: readonly Endpoint[]) {
  return async (app: FastifyInstance): Promise<void> => {
    await app.register(async (v1) => mount(v1, parts, endpoints), { prefix: "/v1" });
  };
}

/** What is known of a request before its handler runs. */
interface Caller {
  readonly ctx: AudienceContext;
  /** The body as it came, where the request is to be done once. */
  raw: Buffer | undefined;
}

function mount(
  app: FastifyInstance,
  parts: AudienceApiParts,
  endpoints: readonly Endpoint[],
): void {
  const { log } = parts.context;
  const callers = makeRequestNote<Caller>(app, "caller");
  const enter = makeEnter(parts);
  app.addHook("onRequest", async (request, reply) => {
    callers.set(request, { ctx: await enter(request, reply), raw: undefined });
    // Before the body: a path that is not there takes none, in whatever form.
    if (request.is404) refusePath(endpoints, request, reply);
  });
  app.removeContentTypeParser("application/json");
  app.addContentTypeParser(
    "application/json",
    { parseAs: "buffer" },
    bodyParser((request, body) => {
      if (keyOf(request) !== undefined) callers.of(request).raw = body;
      return readBody(request, body, { exactNumbers: true });
    }),
  );
  app.setErrorHandler((error, request, reply) => answerFault(parts.context, error, request, reply));
  app.setNotFoundHandler((request, reply) => refusePath(endpoints, request, reply));
  for (const endpoint of endpoints) {
    const { method, path: url, schema, bodyLimit } = endpoint;
    const handler = async (request: FastifyRequest, reply: FastifyReply): Promise<FastifyReply> => {
      const answer = await answerCall(parts, endpoint, request, callers.of(request));
      if (typeof answer === "string") return reply.header("content-type", JSON_TYPE).send(answer);
      const stream = Readable.from(answer.chunks);
      // Its status is sent by then: the client sees a connection that breaks off.
      stream.on("error", (err) => log.error({ err, request: request.id }, "a stream broke off"));
      return reply.header("content-type", answer.contentType).send(stream);
    };
    app.route({ method, url, schema, handler, ...(bodyLimit !== undefined && { bodyLimit }) });
  }
}

function keyOf(request: FastifyRequest): string | undefined {
  const key = request.headers["idempotency-key"];
  return Array.isArray(key) ? key.join(", ") : key;
}

async function answerCall(
  parts: AudienceApiParts,
  endpoint: Endpoint,
  request: FastifyRequest,
  { ctx, raw }: Caller,
): Promise<string | Stream> {
  const { body, query } = request;
  const language = pickLanguage(request.headers["accept-language"]);
  const call: Call = { ctx, body, query: query as object, language };
  const takesBody = endpoint.method === "POST" || endpoint.method === "PUT";
  if (takesBody && body === undefined) {
    throw new Fault("body_unreadable", { reason: "json_syntax" });
  }
  const key = endpoint.method === "GET" ? undefined : keyOf(request);
  if (key !== undefined) {
    checkKey(key);
    const { lane } = endpoint;
    const once = { key, parts: [request.method, request.url, raw ?? ""], lane };
    const text = await parts.runOnce(ctx, once, (inner) =>
      answerForKeeps(endpoint, { ...call, ctx: inner }),
    );
    return restoreAnswer(endpoint, text, body);
  }
  const answer =
    auditActionOf(endpoint, call) === null
      ? await endpoint.answer(call)
      : await parts.writes.together(
          (writes) => answerAndTell(endpoint, { ...call, ctx: { ...ctx, writes } }),
          endpoint.lane,
        );
  return isStream(answer) ? answer : encode(answer);
}

function isStream(answer: Envelope | Stream): answer is Stream {
  return "chunks" in answer;
}

function checkKey(key: string): void {
  const field = "Idempotency-Key";
  if (key === "") throw new Fault("field_invalid", { field, reason: "too_short", min: 1 });
  if (key.length > LONGEST_KEY) {
    throw new Fault("field_invalid", { field, reason: "too_long", max: LONGEST_KEY });
  }
}

/** Within a transaction: a change and the word of it are one. No GET comes here. */
async function answerAndTell(endpoint: Endpoint, call: Call): Promise<Envelope> {
  const answer = await endpoint.answer(call);
  if (isStream(answer)) throw new Error("only a GET answers by a stream");
  const action = auditActionOf(endpoint, call);
  const told = action === null ? null : toldChange(action, call, answer);
  if (told !== null) await tellChange(call.ctx, told);
  return answer;
}

/** A refusal that is answered with HTTP 200 is an answer like any other; nothing was written for it. */
async function answerForKeeps(endpoint: Endpoint, call: Call): Promise<string> {
  try {
    const answer = await answerAndTell(endpoint, call);
    const { kept } = endpoint;
    return encode(kept ? { ...answer, data: kept.without(answer.data) } : answer);
  } catch (error) {
    if (error instanceof Fault && published(error).status === 200) {
      return encode(failure(error, call.language));
    }
    throw error;
  }
}

/** A refusal is kept as it is: it has no data. */
function restoreAnswer({ kept }: Endpoint, text: string, body: unknown): string {
  if (kept === undefined) return text;
  const answer: Envelope = JSON.parse(text);
  if (answer.code !== 0) return text;
  return encode({ ...answer, data: kept.restore(answer.data, body) });
}

function refusePath(
  endpoints: readonly Endpoint[],
  request: FastifyRequest,
  reply: FastifyReply,
): never {
  const [path] = request.url.split("?", 1);
  const methods = endpoints
    .filter((each) => `/v1${each.path}` === path)
    .map(({ method }) => method);
  if (methods.length === 0) throw new Fault("path_unknown");
  reply.header("Allow", methods.join(", "));
  throw new Fault("method_unknown", { method: request.method });
}

function answerFault(
  { log }: Context,
  error: unknown,
  request: FastifyRequest,
  reply: FastifyReply,
): void {
  const fault = httpFault(error);
  if (fault.code === "internal")
    log.error({ err: fault.cause, request: request.id }, "a call failed");
  const told = fault.code === "internal" ? new Fault("internal", { requestId: request.id }) : fault;
  const { seconds } = fault.params;
  const { status } = published(told);
  if (status === 401 && !isScript(request)) {
    reply.header("WWW-Authenticate", 'Basic realm="Simpul", charset="UTF-8"');
  }
  if (fault.code === "busy") reply.header("Retry-After", 1);
  if (typeof seconds === "number") reply.header("Retry-After", seconds);
  const text = encode(failure(told, pickLanguage(request.headers["accept-language"])));
  reply.code(status).header("content-type", JSON_TYPE).send(text);
}

/** A call of the dashboard's: its browser would ask a person for key and secret. */
function isScript({ headers }: FastifyRequest): boolean {
  const mode = headers["sec-fetch-mode"];
  return headers["x-simpul"] !== undefined || (mode !== undefined && mode !== "navigate");
}
