import type { IncomingMessage, ServerResponse } from "node:http";
import { sendPage } from "./send.ts";
import type { Headers } from "./visit.ts";

/** A request and its answer, where no link was found for them. */
interface Exchange {
  readonly request: IncomingMessage;
  readonly response: ServerResponse;
}

const RETRY_SECONDS = "5";

export function sendNotFound(
  { request, response }: Exchange,
  asked: { readonly host: string; readonly path: string },
): void {
  const address = asked.host + decoded(asked.path);
  sendPage(request, response, { page: { kind: "not-found", address }, owner: null });
}

export function sendBadAddress({ request, response }: Exchange): void {
  sendPage(request, response, { page: { kind: "bad-address" }, owner: null });
}

export function sendWrongMethod({ request, response }: Exchange, allowed: string): void {
  sendPage(request, response, {
    page: { kind: "method" },
    owner: null,
    more: ["Allow", allowed],
  });
}

/** A form that no page of ours sends; `more` may close the connection on what is left of it. */
export function sendUnread(
  { request, response }: Exchange,
  status: 413 | 415,
  more: Headers,
): void {
  sendPage(request, response, { page: { kind: "method" }, owner: null, status, more });
}

export function sendUnavailable({ request, response }: Exchange): void {
  const more = ["Retry-After", RETRY_SECONDS];
  sendPage(request, response, { page: { kind: "unavailable" }, owner: null, more });
}

export function sendError({ request, response }: Exchange, requestId: string): void {
  const more = ["X-Request-Id", requestId];
  sendPage(request, response, { page: { kind: "error", requestId }, owner: null, more });
}

/** As a person would write it; the page makes it fit to be shown. */
function decoded(path: string): string {
  try {
    return decodeURIComponent(path);
  } catch {
    return path;
  }
}
