import {
  type Agent,
  Agent as HttpAgent,
  type IncomingMessage,
  request as requestHttp,
} from "node:http";
import { Agent as HttpsAgent, request as requestHttps } from "node:https";
import { AddressRefused, guardedLookup, literalRefusal, type Reach } from "./address-guard.ts";

export interface OutgoingLimits {
  readonly reach: Reach;
  /** For all of it: names, redirects and body. */
  readonly withinMs: number;
  /** What comes after so much of the body is not read. */
  readonly maxBytes: number;
  readonly maxRedirects: number;
  readonly accept: string;
}

export interface OutgoingAnswer {
  readonly status: number;
  readonly contentType: string;
  /** As sent: encodings such as gzip, which were not asked for, are not undone. */
  readonly contentEncoding: string;
  /** When to come again, as the receiver put it; null where it did not say. */
  readonly retryAfter: string | null;
  readonly body: Buffer;
}

/** GET of a URL that a stranger gave. Every hop is guarded; throws where no answer came. */
export async function getGuarded(url: URL, limits: OutgoingLimits): Promise<OutgoingAnswer> {
  const signal = AbortSignal.timeout(limits.withinMs);
  const call: Call = { headers: { accept: limits.accept }, signal };
  let at = url;
  for (let redirects = 0; ; redirects++) {
    const response = await request(at, limits.reach, call);
    try {
      const next = nextHop(response, at);
      if (next === null) return await readAnswer(response, limits.maxBytes);
      if (redirects === limits.maxRedirects) throw new Error("too many redirects");
      at = next;
    } finally {
      response.destroy();
    }
  }
}

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

/**
 * POST to a URL that a stranger gave. Guarded, and never led on: a redirect is the answer. Throws
 * where no answer came. There are thousands a second: a signal and a stream's iterator for each cost
 * more than sending it.
 */
export function postGuarded(
  url: URL,
  connections: Connections,
  { headers, body, withinMs, maxBytes }: OutgoingPost,
): Promise<OutgoingAnswer> {
  const refusal = literalRefusal(url, connections.reach);
  if (refusal !== null) return Promise.reject(new AddressRefused(refusal));
  const send = url.protocol === "https:" ? requestHttps : requestHttp;
  return new Promise((settle, fail) => {
    const sent = send(url, {
      method: "POST",
      agent: connections.agentFor(url),
      headers: { ...OWN_HEADERS, ...headers, "content-length": String(body.length) },
    });
    const late = setTimeout(() => {
      fail(new AnswerLate("aborted: no answer in time"));
      sent.destroy();
    }, withinMs);
    const lose = (error: Error): void => {
      clearTimeout(late);
      fail(error);
    };
    sent.on("error", lose);
    sent.on("response", (response) => {
      const chunks: Buffer[] = [];
      let bytes = 0;
      const finish = (): void => {
        clearTimeout(late);
        settle(answerOf(response, Buffer.concat(chunks).subarray(0, maxBytes)));
      };
      response.on("error", lose);
      response.on("data", (chunk: Buffer) => {
        chunks.push(chunk);
        bytes += chunk.length;
        if (bytes < maxBytes) return;
        finish();
        // What was read to its end gives its connection back; this one is cut off.
        response.destroy();
      });
      response.on("end", finish);
    });
    sent.end(body);
  });
}

const OWN_HEADERS = { "accept-encoding": "identity", "user-agent": "Simpul" };

/** Connections that stay open between calls, each of them opened under one guard. */
export interface Connections extends Disposable {
  readonly reach: Reach;
  agentFor(url: URL): Agent;
}

/** At most `perHost` at a time to one host and port; further calls wait for one. */
export function openConnections(reach: Reach, perHost: number): Connections {
  const kept = {
    keepAlive: true,
    maxSockets: perHost,
    maxFreeSockets: 4,
    timeout: 30_000,
    lookup: guardedLookup(reach),
  };
  const http = new HttpAgent(kept);
  const https = new HttpsAgent(kept);
  return {
    reach,
    agentFor: ({ protocol }) => (protocol === "https:" ? https : http),
    [Symbol.dispose]() {
      http.destroy();
      https.destroy();
    },
  };
}

interface Call {
  readonly headers: Readonly<Record<string, string>>;
  readonly signal: AbortSignal;
}

function request(url: URL, reach: Reach, call: Call): Promise<IncomingMessage> {
  const refusal = literalRefusal(url, reach);
  if (refusal !== null) return Promise.reject(new AddressRefused(refusal));
  const send = url.protocol === "https:" ? requestHttps : requestHttp;
  return new Promise((settle, fail) => {
    send(
      url,
      {
        // The shared pool's sockets may have been opened by somebody without a guard.
        agent: false,
        lookup: guardedLookup(reach),
        signal: call.signal,
        headers: { ...OWN_HEADERS, ...call.headers },
      },
      settle,
    )
      .on("error", fail)
      .end();
  });
}

function nextHop(response: IncomingMessage, from: URL): URL | null {
  const { location } = response.headers;
  if (location === undefined || ![301, 302, 303, 307, 308].includes(response.statusCode ?? 0)) {
    return null;
  }
  const next = new URL(location, from);
  if (next.protocol !== "http:" && next.protocol !== "https:")
    throw new Error("redirect elsewhere");
  return next;
}

async function readAnswer(response: IncomingMessage, maxBytes: number): Promise<OutgoingAnswer> {
  const chunks: Buffer[] = [];
  let bytes = 0;
  for await (const chunk of response as AsyncIterable<Buffer>) {
    chunks.push(chunk);
    bytes += chunk.length;
    if (bytes >= maxBytes) break;
  }
  return answerOf(response, Buffer.concat(chunks).subarray(0, maxBytes));
}

function answerOf({ statusCode, headers }: IncomingMessage, body: Buffer): OutgoingAnswer {
  return {
    status: statusCode ?? 0,
    contentType: headers["content-type"] ?? "",
    contentEncoding: headers["content-encoding"] ?? "identity",
    retryAfter: headers["retry-after"] ?? null,
    body,
  };
}
