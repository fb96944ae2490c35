import type { FastifyInstance, FastifyRequest } from "fastify";

/** What a hook finds out about a request, for the handler that comes after it. */
export interface RequestNote<Value> {
  set(request: FastifyRequest, value: Value): void;
  /** Throws where no hook has set it: the handler is not behind that hook. */
  of(request: FastifyRequest): Value;
}

/**
 * Held by the request itself, of this app and those within it. A WeakMap of requests outlives each of
 * them: at full load what it held grew old with it, and a collection of new objects took twice as long.
 */
export function makeRequestNote<Value extends object>(
  app: FastifyInstance,
  what: string,
): RequestNote<Value> {
  const name = Symbol(what);
  app.decorateRequest(name, null);
  const noted = (request: FastifyRequest) => request as unknown as Record<symbol, Value | null>;
  return {
    set(request, value) {
      noted(request)[name] = value;
    },
    of(request) {
      const value = noted(request)[name];
      if (value == null) throw new Error(`a handler ran before its ${what} was known`);
      return value;
    },
  };
}
