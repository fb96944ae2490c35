import type { FastifyInstance, FastifyReply, FastifyRequest } from "fastify";
import { Fault } from "../kit/fault.ts";
import { pickLanguage } from "../kit/language.ts";
import type { Log } from "../kit/log.ts";
import { failure, published } from "./envelope.ts";
import type { WireNames } from "./messages/tell.ts";
import { httpFault } from "./server.ts";

export type ErrorHandler = (error: unknown, request: FastifyRequest, reply: FastifyReply) => void;

/** Whatever a handler threw, in the envelope. A bug answers with the request's id; the log has the rest. */
export function answerFaults(log: Log, wireNames: WireNames): ErrorHandler {
  return (error, request, reply) => {
    const fault = httpFault(error);
    if (fault.code === "internal") {
      log.error({ err: fault.cause, request: request.id }, "a call failed");
    }
    const told =
      fault.code === "internal" ? new Fault("internal", { requestId: request.id }) : fault;
    const { seconds } = fault.params;
    if (fault.code === "busy") reply.header("Retry-After", 1);
    if (typeof seconds === "number") reply.header("Retry-After", seconds);
    reply
      .code(published(told).status)
      .send(failure(told, pickLanguage(request.headers["accept-language"]), wireNames));
  };
}

const METHODS = ["GET", "POST", "PUT", "DELETE"] as const;

/**
 * For a plugin of its own under an API's prefix: what has no route there is 40400, and a method
 * that a path does not take 40500.
 */
export function refuseUnknownPaths(app: FastifyInstance): void {
  // Before the body: a path that is not there takes none, in whatever form.
  app.addHook("onRequest", async (request, reply) => {
    const url = request.url.replace(/\?.*$/s, "");
    const allowed = METHODS.filter((method) => app.hasRoute({ method, url }));
    if (allowed.length === 0) throw new Fault("path_unknown");
    reply.header("Allow", allowed.join(", "));
    throw new Fault("method_unknown", { method: request.method });
  });
  app.setNotFoundHandler(async () => {
    throw new Fault("path_unknown");
  });
}
