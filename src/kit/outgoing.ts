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

export const OWN_HEADERS = { "accept-encoding": "identity", "user-agent": "Simpul" };

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
  return answerOf(response, Buffer.concat(chunks), maxBytes);
}

/** An answer as far as it is known, with at most `maxBytes` of its body. */
export function answerOf(
  { statusCode, headers }: Pick<IncomingMessage, "statusCode" | "headers">,
  body: Buffer = NOTHING,
  maxBytes = body.length,
): OutgoingAnswer {
  return {
    status: statusCode ?? 0,
    contentType: headers["content-type"] ?? "",
    contentEncoding: headers["content-encoding"] ?? "identity",
    retryAfter: headers["retry-after"] ?? null,
    body: body.subarray(0, maxBytes),
  };
}

const NOTHING = Buffer.alloc(0);
