import { get as getHttp, type IncomingMessage } from "node:http";
import { get as getHttps } from "node:https";
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
  readonly body: Buffer;
}

/** GET of a URL that a stranger gave. Every hop is guarded; throws where no answer came. */
export async function getGuarded(url: URL, limits: OutgoingLimits): Promise<OutgoingAnswer> {
  const signal = AbortSignal.timeout(limits.withinMs);
  let at = url;
  for (let redirects = 0; ; redirects++) {
    const response = await request(at, limits, signal);
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

function request(url: URL, limits: OutgoingLimits, signal: AbortSignal): Promise<IncomingMessage> {
  const refusal = literalRefusal(url, limits.reach);
  if (refusal !== null) return Promise.reject(new AddressRefused(refusal));
  const get = url.protocol === "https:" ? getHttps : getHttp;
  return new Promise((settle, fail) => {
    get(
      url,
      {
        // A pooled socket may have been opened by somebody without a guard.
        agent: false,
        lookup: guardedLookup(limits.reach),
        signal,
        headers: { accept: limits.accept, "accept-encoding": "identity", "user-agent": "Simpul" },
      },
      settle,
    ).on("error", fail);
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
  return {
    status: response.statusCode ?? 0,
    contentType: response.headers["content-type"] ?? "",
    contentEncoding: response.headers["content-encoding"] ?? "identity",
    body: Buffer.concat(chunks).subarray(0, maxBytes),
  };
}
