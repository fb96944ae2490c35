import type { FastifyReply } from "fastify";
import { Fault } from "../kit/fault.ts";
import type { RateLimit } from "../workspaces/plan.ts";
import type { TakeRequest } from "../workspaces/take-request.ts";

interface Counted {
  readonly workspaceId: number;
  readonly api: string;
  readonly limit: RateLimit;
}

/** Tells the client how much of its limit is left; rate_limited where nothing is. */
export async function countRequest(
  takeRequest: TakeRequest,
  { workspaceId, api, limit }: Counted,
  reply: FastifyReply,
): Promise<void> {
  const taken = await takeRequest(workspaceId, api, limit);
  reply.header("RateLimit-Limit", taken.limit);
  reply.header("RateLimit-Remaining", taken.remaining);
  reply.header("RateLimit-Reset", taken.resetsInSeconds);
  if (!taken.allowed) throw new Fault("rate_limited", { seconds: taken.resetsInSeconds });
}
