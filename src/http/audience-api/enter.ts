import type { FastifyReply, FastifyRequest } from "fastify";
import type { AudienceContext, SharedWrites } from "../../audience/open-writes.ts";
import type { Context } from "../../context.ts";
import type { Authenticate, Caller } from "../../workspaces/authenticate.ts";
import type { LastUse } from "../../workspaces/record-last-use.ts";
import type { TakeRequest } from "../../workspaces/take-request.ts";
import { countRequest } from "../count-request.ts";
import type { SessionDoor } from "../session-door.ts";
import { readBasic } from "./basic.ts";

export interface EnterParts {
  readonly context: Context;
  readonly authenticate: Authenticate;
  readonly takeRequest: TakeRequest;
  readonly lastUse: LastUse;
  readonly door: SessionDoor;
  readonly writes: SharedWrites;
}

/** Whom a request acts for; throws a Fault where nobody may come in, or no more of them now. */
export type Enter = (request: FastifyRequest, reply: FastifyReply) => Promise<AudienceContext>;

/** What a member does in the dashboard comes from no data source. */
const NO_DATA_SOURCE = 0;

/** By the pair of a data source, or as a member whose browser is signed in. */
export function makeEnter(parts: EnterParts): Enter {
  const { context, authenticate, takeRequest, lastUse, door, writes } = parts;
  const contexts = new WeakMap<Caller, AudienceContext>();

  function contextOf(caller: Caller): AudienceContext {
    const known = contexts.get(caller);
    if (known !== undefined) return known;
    const { workspace, actor, holderId: dataSourceId } = caller;
    const made = { ...context, workspace, actor, dataSourceId, writes };
    contexts.set(caller, made);
    return made;
  }

  return async (request, reply) => {
    if (door.isFor(request)) {
      const { ctx } = await door.act(request, reply);
      return { ...ctx, dataSourceId: NO_DATA_SOURCE, writes };
    }
    const caller = await authenticate.dataSource(readBasic(request));
    lastUse.note(caller);
    const { id: workspaceId, rateLimit: limit } = caller.workspace;
    // Only one that the operator set: the audience API knows no plans.
    if (limit !== null)
      await countRequest(takeRequest, { workspaceId, api: "audience", limit }, reply);
    return contextOf(caller);
  };
}
