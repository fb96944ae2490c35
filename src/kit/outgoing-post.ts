import { type IncomingMessage, request as requestHttp } from "node:http";
import { request as requestHttps } from "node:https";
import { AddressRefused, literalRefusal } from "./address-guard.ts";
import {
  answerOf,
  type Connections,
  MAX_HEADER_BYTES,
  type OutgoingAnswer,
  OWN_HEADERS,
} from "./outgoing.ts";
import { keepHead, readStatusLine } from "./status-line.ts";

export interface OutgoingPost {
  readonly headers: Readonly<Record<string, string>>;
  readonly body: Buffer;
  /** For all of it, the answer's body too. */
  readonly withinMs: number;
  /** What comes after so much of the answer's body is not read. */
  readonly maxBytes: number;
}

/** The answer did not come in the time it had. */
export class AnswerLate extends Error {
  override readonly name = "AnswerLate";
}

/** How long the body is waited for once the headers are there: the status has said what matters. */
const BODY_WITHIN_MS = 1_000;

/**
 * POST to a URL that a stranger gave. Guarded, and never led on: a redirect is the answer. The status
 * line is the answer too, whatever follows it: headers or a body that are broken, too long or never
 * end. Throws where no status line came. There are thousands a second: a signal and a stream's
 * iterator for each cost more than sending it.
 */
export function postGuarded(
  url: URL,
  connections: Connections,
  post: OutgoingPost,
): Promise<OutgoingAnswer> {
  const refusal = literalRefusal(url, connections.reach);
  if (refusal !== null) return Promise.reject(new AddressRefused(refusal));
  return new Promise((settle, fail) => {
    const { body, withinMs, maxBytes } = post;
    const began = performance.now();
    const sent = open(url, connections, post);
    const head = keepHead(sent, MAX_HEADER_BYTES);
    const chunks: Buffer[] = [];
    let bytes = 0;
    let answer: IncomingMessage | undefined;
    const finish = (error: Error): void => {
      clearTimeout(late);
      const status = answer === undefined ? readStatusLine(head.text()) : null;
      head.stop();
      if (answer !== undefined) settle(answerOf(answer, Buffer.concat(chunks, bytes), maxBytes));
      else if (status !== null) settle(answerOf({ statusCode: status, headers: {} }));
      else fail(error);
    };
    const giveUp = (): void => {
      finish(new AnswerLate("aborted: no answer in time"));
      sent.destroy();
    };
    let late = setTimeout(giveUp, withinMs);
    sent.on("error", finish);
    sent.on("response", (response) => {
      answer = response;
      head.stop();
      clearTimeout(late);
      late = setTimeout(giveUp, Math.min(BODY_WITHIN_MS, began + withinMs - performance.now()));
      response.on("error", finish);
      response.on("data", (chunk: Buffer) => {
        chunks.push(chunk);
        bytes += chunk.length;
        // What was read to its end gives its connection back; this one is cut off.
        if (bytes >= maxBytes) giveUp();
      });
      response.on("end", () => finish(ENDED));
      if (hasForbiddenBody(response)) giveUp();
    });
    sent.end(body);
  });
}

/** Never thrown: an answer that ended is there. */
const ENDED = new Error("the answer ended");

function open(url: URL, connections: Connections, { headers, body }: OutgoingPost) {
  const send = url.protocol === "https:" ? requestHttps : requestHttp;
  return send(url, {
    method: "POST",
    agent: connections.agentFor(url),
    headers: { ...OWN_HEADERS, ...headers, "content-length": String(body.length) },
    maxHeaderSize: MAX_HEADER_BYTES,
  });
}

/** A 204 has no body: one that announces some may send it later, into the answer to the next call. */
function hasForbiddenBody({ statusCode, headers }: IncomingMessage): boolean {
  const announced = headers["transfer-encoding"] ?? headers["content-length"] ?? "0";
  return statusCode === 204 && announced !== "0";
}
