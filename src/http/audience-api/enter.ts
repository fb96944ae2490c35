import type { FastifyReply, FastifyRequest } from "fastify";
import type { AudienceContext, SharedWrites } from "../../audience/open-writes.ts";
import type { Context } from "../../context.ts";
import { Fault } from "../../kit/fault.ts";
import type { Authenticate, Caller } from "../../workspaces/authenticate.ts";
import { hashPair } from "../../workspaces/credentials.ts";
import type { LastUse } from "../../workspaces/record-last-use.ts";
import type { TakeRequest } from "../../workspaces/take-request.ts";
import type { Workspace } from "../../workspaces/workspace.ts";
import { makeHeaderReader } from "../last-header.ts";
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
  const { context, authenticate, lastUse, door, writes } = parts;
  const readPair = makeHeaderReader((header) => hashPair(readBasic(header)));
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
    const caller = await authenticate.dataSource(readPair(request));
    lastUse.note(caller);
    if (caller.workspace.rateLimit !== null) await takeRequest(parts, caller.workspace, reply);
    return contextOf(caller);
  };
}

/** Only a limit that the operator set: the audience API knows no plans. */
async function takeRequest(
  { takeRequest: take }: EnterParts,
  { id, rateLimit }: Workspace,
  reply: FastifyReply,
): Promise<void> {
  if (rateLimit === null) return;
  const taken = await take(id, "audience", rateLimit);
  reply.header("RateLimit-Limit", taken.limit);
  reply.header("RateLimit-Remaining", taken.remaining);
  reply.header("RateLimit-Reset", taken.resetsInSeconds);
  if (!taken.allowed) throw new Fault("rate_limited", { seconds: taken.resetsInSeconds });
}
