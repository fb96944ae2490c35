import type { FastifyInstance, FastifyReply, FastifyRequest } from "fastify";
import type { Context, WorkspaceContext } from "../../context.ts";
import type { FollowClicks } from "../../statistics/follow-clicks.ts";
import type { Authenticate } from "../../workspaces/authenticate.ts";
import { type RatedApi, rateLimit } from "../../workspaces/plan.ts";
import type { LastUse } from "../../workspaces/record-last-use.ts";
import type { TakeRequest } from "../../workspaces/take-request.ts";
import { answerFaults, refuseUnknownPaths } from "../answer-faults.ts";
import { readApiKey } from "../api-key.ts";
import { countRequest } from "../count-request.ts";
import { makeRequestNote } from "../request-note.ts";
import type { SessionDoor } from "../session-door.ts";
import { WIRE_NAMES } from "./wire-names.ts";

export interface LinksApiParts {
  readonly context: Context;
  readonly authenticate: Authenticate;
  readonly takeRequest: TakeRequest;
  readonly lastUse: LastUse;
  readonly door: SessionDoor;
  readonly followClicks: FollowClicks;
}

/** An endpoint puts its route on the app; `acting` gives the context of the caller's workspace. */
export type Endpoint = (app: FastifyInstance, acting: Acting, parts: LinksApiParts) => void;
export type Acting = (request: FastifyRequest) => WorkspaceContext;

type EndpointsByLimit = Readonly<Record<RatedApi, readonly Endpoint[]>>;

/** The links dialect: key or session and rate limit before the body is read, one envelope for every answer. */
export function linksApi(parts: LinksApiParts, endpoints: EndpointsByLimit) {
  return async (app: FastifyInstance): Promise<void> => {
    const callers = makeRequestNote<WorkspaceContext>(app, "caller");
    app.setErrorHandler(answerFaults(parts.context.log, WIRE_NAMES));
    for (const [api, some] of Object.entries(endpoints) as [RatedApi, readonly Endpoint[]][]) {
      await app.register(async (known) => {
        known.addHook("onRequest", async (request, reply) => {
          callers.set(request, await enter(parts, api, request, reply));
        });
        for (const endpoint of some) endpoint(known, callers.of, parts);
      });
    }
    await app.register(async (rest) => refuseUnknownPaths(rest), { prefix: "/api" });
  };
}

/** By a key, or as a member whose browser is signed in. */
async function enter(
  parts: LinksApiParts,
  api: RatedApi,
  request: FastifyRequest,
  reply: FastifyReply,
): Promise<WorkspaceContext> {
  if (parts.door.isFor(request)) return (await parts.door.act(request, reply)).ctx;
  const caller = await parts.authenticate.linkKey(readApiKey(request));
  parts.lastUse.note(caller);
  const { workspace, actor } = caller;
  const limit = rateLimit(workspace.plan, api, workspace.rateLimit);
  if (limit !== null) {
    await countRequest(parts.takeRequest, { workspaceId: workspace.id, api, limit }, reply);
  }
  return { ...parts.context, workspace, actor };
}
