import {
  type Agent,
  Agent as HttpAgent,
  type IncomingHttpHeaders,
  type IncomingMessage,
  request as requestHttp,
} from "node:http";
import { Agent as HttpsAgent, request as requestHttps } from "node:https";
import type { Transform } from "node:stream";
import { AddressRefused, guardedLookup, literalRefusal, type Reach } from "./address-guard.ts";
import { makeUnpacker } from "./unpack.ts";

export interface OutgoingLimits {
  readonly reach: Reach;
  /** For all of it: names, redirects and body. */
  readonly withinMs: number;
  /** What comes after so much of the body, unpacked, is not read. */
  readonly maxBytes: number;
  /** Asked at each piece of the body; true ends the reading. */
  readonly isEnough?: (piece: Buffer, body: () => Buffer, headers: IncomingHttpHeaders) => boolean;
  readonly maxRedirects: number;
  readonly accept: string;
}

export interface OutgoingAnswer {
  readonly status: number;
  readonly contentType: string;
  /** "identity" where `body` is unpacked; else as sent. */
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
      if (next === null) return await readAnswer(response, limits);
      if (redirects === limits.maxRedirects) throw new Error("too many redirects");
      at = next;
    } finally {
      response.destroy();
    }
  }
}

/** So much of the headers of an answer is read. */
export const MAX_HEADER_BYTES = 64 * 1024;
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
        maxHeaderSize: MAX_HEADER_BYTES,
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

/**
 * The beginning of the body is an answer too: where the rest breaks off, is no valid packing or does
 * not come in time.
 */
function readAnswer(response: IncomingMessage, limits: OutgoingLimits): Promise<OutgoingAnswer> {
  const { maxBytes, isEnough = () => false } = limits;
  const unpacker = makeUnpacker(response.headers["content-encoding"] ?? "");
  const source = unpacker ?? response;
  const chunks: Buffer[] = [];
  let bytes = 0;
  return new Promise((settle) => {
    const finish = (): void => {
      const answer = answerOf(response, Buffer.concat(chunks), maxBytes);
      settle(unpacker === null ? answer : { ...answer, contentEncoding: "identity" });
      source.destroy();
    };
    source.on("data", (chunk: Buffer) => {
      chunks.push(chunk);
      bytes += chunk.length;
      const body = () => Buffer.concat(chunks);
      if (bytes >= maxBytes || isEnough(chunk, body, response.headers)) finish();
    });
    source.on("end", finish);
    source.on("error", finish);
    source.on("close", finish);
    if (unpacker !== null) feed(unpacker, response, maxBytes);
  });
}

/** Not by a pipe, which would throw away what was unpacked before the response breaks off. */
function feed(unpacker: Transform, response: IncomingMessage, maxBytes: number): void {
  let packed = 0;
  const end = (): void => {
    if (!unpacker.writableEnded) unpacker.end();
  };
  response.on("data", (chunk: Buffer) => {
    if (unpacker.writableEnded || unpacker.destroyed) return;
    unpacker.write(chunk);
    packed += chunk.length;
    if (packed >= maxBytes) end();
  });
  response.on("end", end);
  response.on("error", end);
  response.on("close", end);
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
