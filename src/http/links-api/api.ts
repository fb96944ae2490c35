import type { FastifyInstance, FastifyReply, FastifyRequest } from "fastify";
import type { Context, WorkspaceContext } from "../../context.ts";
import { Fault } from "../../kit/fault.ts";
import type { FollowClicks } from "../../statistics/follow-clicks.ts";
import type { Authenticate } from "../../workspaces/authenticate.ts";
import { type RatedApi, rateLimit } from "../../workspaces/plan.ts";
import type { LastUse } from "../../workspaces/record-last-use.ts";
import type { TakeRequest } from "../../workspaces/take-request.ts";
import { answerFaults, refuseUnknownPaths } from "../answer-faults.ts";
import { readApiKey } from "../api-key.ts";
import { WIRE_NAMES } from "./wire-names.ts";

export interface LinksApiParts {
  readonly context: Context;
  readonly authenticate: Authenticate;
  readonly takeRequest: TakeRequest;
  readonly lastUse: LastUse;
  readonly followClicks: FollowClicks;
}

/** An endpoint puts its route on the app; `acting` gives the context of the caller's workspace. */
export type Endpoint = (app: FastifyInstance, acting: Acting, parts: LinksApiParts) => void;
export type Acting = (request: FastifyRequest) => WorkspaceContext;

type EndpointsByLimit = Readonly<Record<RatedApi, readonly Endpoint[]>>;

/** The links dialect: key and rate limit before the body is read, one envelope for every answer. */
export function linksApi(parts: LinksApiParts, endpoints: EndpointsByLimit) {
  return async (app: FastifyInstance): Promise<void> => {
    const callers = new WeakMap<FastifyRequest, WorkspaceContext>();
    const acting: Acting = (request) => {
      const context = callers.get(request);
      if (context === undefined) throw new Error("a handler ran before its caller was known");
      return context;
    };
    app.setErrorHandler(answerFaults(parts.context.log, WIRE_NAMES));
    for (const [api, some] of Object.entries(endpoints) as [RatedApi, readonly Endpoint[]][]) {
      await app.register(async (known) => {
        known.addHook("onRequest", async (request, reply) => {
          const key = readApiKey(request.headers.authorization);
          const caller = await parts.authenticate.linkKey(key);
          parts.lastUse.note(caller);
          await takeRequest(parts, caller.workspace, api, reply);
          callers.set(request, { ...parts.context, workspace: caller.workspace });
        });
        for (const endpoint of some) endpoint(known, acting, parts);
      });
    }
    await app.register(async (rest) => refuseUnknownPaths(rest), { prefix: "/api" });
  };
}

async function takeRequest(
  { takeRequest: take }: LinksApiParts,
  workspace: WorkspaceContext["workspace"],
  api: RatedApi,
  reply: FastifyReply,
): Promise<void> {
  const limit = rateLimit(workspace.plan, api, workspace.rateLimit);
  if (limit === null) return;
  const taken = await take(workspace.id, api, limit);
  reply.header("RateLimit-Limit", taken.limit);
  reply.header("RateLimit-Remaining", taken.remaining);
  reply.header("RateLimit-Reset", taken.resetsInSeconds);
  if (!taken.allowed) throw new Fault("rate_limited", { seconds: taken.resetsInSeconds });
}
