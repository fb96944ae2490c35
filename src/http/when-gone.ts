import type { ServerResponse } from "node:http";

/** Returns a signal that aborts once the response's connection is closed, whether it was answered or not. */
export function whenGone(response: ServerResponse): AbortSignal {
  const gone = new AbortController();
  response.once("close", () => gone.abort());
  return gone.signal;
}
