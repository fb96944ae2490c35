import { createECDH, createPublicKey, type ECDH, randomBytes, verify } from "node:crypto";
import { createServer, type IncomingHttpHeaders } from "node:http";
import type { AddressInfo } from "node:net";
import { decrypt } from "http_ece";
import type { PushSubscription } from "../../src/notifications/push-subscription.ts";

/** A browser that takes push messages: what it tells, and what it keeps. */
export interface Browser {
  readonly subscription: PushSubscription;
  readonly keys: ECDH;
  readonly secret: Buffer;
}

/** `service`: origin of its push service. */
export function makeBrowser(service = "https://push.example"): Browser {
  const keys = createECDH("prime256v1");
  const p256dh = keys.generateKeys().toString("base64url");
  const secret = randomBytes(16);
  const endpoint = `${service}/${randomBytes(12).toString("hex")}`;
  return { keys, secret, subscription: { endpoint, p256dh, auth: secret.toString("base64url") } };
}

/** What a push service got of one message, read as the browser would read it. */
export interface ReceivedPush {
  readonly endpoint: string;
  readonly headers: IncomingHttpHeaders;
  readonly body: Buffer;
}

export interface PushService extends AsyncDisposable {
  readonly origin: string;
  readonly received: readonly ReceivedPush[];
  /** What comes instead of 201, by endpoint: one answer a message, then 201 again. */
  readonly answers: Map<string, { status: number; retryAfter?: string }[]>;
}

/** A push service (RFC 8030) on a port of its own. */
export async function openPushService(): Promise<PushService> {
  const received: ReceivedPush[] = [];
  const answers: PushService["answers"] = new Map();
  const server = createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on("data", (chunk: Buffer) => chunks.push(chunk));
    request.on("end", () => {
      const endpoint = `${origin}${request.url}`;
      const { method, headers } = request;
      if (method === "POST") received.push({ endpoint, headers, body: Buffer.concat(chunks) });
      const { status, retryAfter } = answers.get(endpoint)?.shift() ?? { status: 201 };
      response.writeHead(status, retryAfter === undefined ? {} : { "retry-after": retryAfter });
      response.end();
    });
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const { port } = server.address() as AddressInfo;
  const origin = `http://127.0.0.1:${port}`;
  return {
    origin,
    received,
    answers,
    [Symbol.asyncDispose]: async () => {
      server.closeAllConnections();
      server.close();
    },
  };
}

/** The message as the browser decrypts it (RFC 8291). */
export function readPush({ keys, secret }: Browser, { body }: ReceivedPush): unknown {
  const options = {
    version: "aes128gcm" as const,
    privateKey: keys,
    authSecret: secret.toString("base64url"),
  };
  return JSON.parse(decrypt(body, options).toString("utf8"));
}

/** The claims of a message's sender, once they are proven by the key a browser subscribed with (RFC 8292). */
export function readVapid({ headers }: ReceivedPush, publicKey: string): Record<string, unknown> {
  const [, token = "", key] =
    /^vapid t=([\w.-]+), k=([\w-]+)$/.exec(headers.authorization ?? "") ?? [];
  if (key !== publicKey) throw new Error("another key");
  const [head = "", claims = "", signature = ""] = token.split(".");
  const point = Buffer.from(publicKey, "base64url");
  const [x, y] = [point.subarray(1, 33), point.subarray(33)].map((half) =>
    half.toString("base64url"),
  );
  const jwk = { kty: "EC", crv: "P-256", x: x ?? "", y: y ?? "" };
  const proven = verify(
    "sha256",
    Buffer.from(`${head}.${claims}`),
    { key: createPublicKey({ key: jwk, format: "jwk" }), dsaEncoding: "ieee-p1363" },
    Buffer.from(signature, "base64url"),
  );
  if (!proven) throw new Error("a forged token");
  const { alg } = JSON.parse(Buffer.from(head, "base64url").toString()) as { alg: string };
  return { alg, ...JSON.parse(Buffer.from(claims, "base64url").toString()) };
}
