import type { FastifyInstance, FastifyReply, FastifyRequest } from "fastify";
import type { Context, WorkspaceContext } from "../../context.ts";
import { Fault } from "../../kit/fault.ts";
import { pickLanguage } from "../../kit/language.ts";
import type { Authenticate } from "../../workspaces/authenticate.ts";
import { rateLimit } from "../../workspaces/plan.ts";
import type { LastUse } from "../../workspaces/record-last-use.ts";
import type { TakeRequest } from "../../workspaces/take-request.ts";
import { readApiKey } from "../api-key.ts";
import { httpFault } from "../server.ts";
import { failure, published } from "./envelope.ts";

export interface LinksApiParts {
  readonly context: Context;
  readonly authenticate: Authenticate;
  readonly takeRequest: TakeRequest;
  readonly lastUse: LastUse;
}

/** An endpoint puts its route on the app; `acting` gives the context of the caller's workspace. */
export type Endpoint = (app: FastifyInstance, acting: Acting) => void;
export type Acting = (request: FastifyRequest) => WorkspaceContext;

/** The links dialect: key and rate limit before the body is read, one envelope for every answer. */
export function linksApi(parts: LinksApiParts, endpoints: readonly Endpoint[]) {
  return async (app: FastifyInstance): Promise<void> => {
    const callers = new WeakMap<FastifyRequest, WorkspaceContext>();
    const acting: Acting = (request) => {
      const context = callers.get(request);
      if (context === undefined) throw new Error("a handler ran before its caller was known");
      return context;
    };
    app.addHook("onRequest", async (request, reply) => {
      const caller = await parts.authenticate.linkKey(readApiKey(request.headers.authorization));
      parts.lastUse.note(caller);
      await takeRequest(parts, caller.workspace, reply);
      callers.set(request, { ...parts.context, workspace: caller.workspace });
    });
    app.setErrorHandler((error, request, reply) =>
      answerFault(parts.context, error, request, reply),
    );
    for (const endpoint of endpoints) endpoint(app, acting);
  };
}

async function takeRequest(
  { takeRequest: take }: LinksApiParts,
  workspace: WorkspaceContext["workspace"],
  reply: FastifyReply,
): Promise<void> {
  const limit = rateLimit(workspace.plan, "links", workspace.rateLimit);
  if (limit === null) return;
  const taken = await take(workspace.id, "links", limit);
  reply.header("RateLimit-Limit", taken.limit);
  reply.header("RateLimit-Remaining", taken.remaining);
  reply.header("RateLimit-Reset", taken.resetsInSeconds);
  if (!taken.allowed) throw new Fault("rate_limited", { seconds: taken.resetsInSeconds });
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
  if (fault.code === "busy") reply.header("Retry-After", 1);
  if (typeof seconds === "number") reply.header("Retry-After", seconds);
  reply
    .code(published(told).status)
    .send(failure(told, pickLanguage(request.headers["accept-language"])));
}
