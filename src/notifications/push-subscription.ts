import { createHash, ECDH } from "node:crypto";
import { Fault } from "../kit/fault.ts";
import { byteCount } from "../kit/text.ts";
import { parseWebUrl } from "../kit/web-url.ts";
import { hostOfUrl } from "../links/address.ts";

/** Where and how a browser takes messages, as its `PushSubscription` tells. */
export interface PushSubscription {
  /** URL of the browser's push service: a stranger's word. */
  readonly endpoint: string;
  /** The browser's public key: an uncompressed point on P-256, base64url. */
  readonly p256dh: string;
  /** 16 secret bytes, base64url. */
  readonly auth: string;
}

/** The key of one browser on one link domain. */
export interface SubscriptionKey {
  readonly workspaceId: number;
  readonly endpointHash: Buffer;
  /** Of the link domain. */
  readonly origin: string;
}

/** Where a browser's subscription was given: a link, and its group at that time. */
export interface PushPlace {
  readonly linkId: number;
  readonly groupId: number | null;
}

export interface SubscriptionRule {
  /** Asked with the endpoint's host as an address has it. */
  readonly isLinkHost: (host: string) => boolean;
  /** The operator allows plain http. */
  readonly allowHttp: boolean;
}

const MOST_ENDPOINT_BYTES = 2_048;
const POINT_BYTES = 65;
const SECRET_BYTES = 16;

/** The subscription to store; refusals are `field_invalid` and name the field. */
export function parseSubscription(
  { endpoint, p256dh, auth }: PushSubscription,
  rule: SubscriptionRule,
): PushSubscription {
  return {
    endpoint: parseEndpoint(endpoint, rule),
    p256dh: parsePoint(p256dh),
    auth: parseBytes(auth, "auth", SECRET_BYTES).toString("base64url"),
  };
}

/** One browser is one endpoint, which may be too long for a key. */
export function endpointHash(endpoint: string): Buffer {
  return createHash("sha256").update(endpoint).digest();
}

function parseEndpoint(text: string, { isLinkHost, allowHttp }: SubscriptionRule): string {
  const field = "endpoint";
  if (byteCount(text) > MOST_ENDPOINT_BYTES) {
    throw refused(field, "url_too_long", { max: MOST_ENDPOINT_BYTES });
  }
  const { url } = parseWebUrl(text, { code: "field_invalid", field, httpsOnly: !allowHttp });
  if (url.username !== "" || url.password !== "") throw refused(field, "url_unreadable");
  if (isLinkHost(hostOfUrl(url))) throw refused(field, "url_loop");
  if (byteCount(url.href) > MOST_ENDPOINT_BYTES) {
    throw refused(field, "url_too_long", { max: MOST_ENDPOINT_BYTES });
  }
  return url.href;
}

function parsePoint(text: string): string {
  const point = parseBytes(text, "p256dh", POINT_BYTES);
  try {
    ECDH.convertKey(point, "prime256v1", undefined, undefined, "uncompressed");
  } catch {
    throw refused("p256dh", "format");
  }
  return point.toString("base64url");
}

/** Browsers write base64url; some libraries leave padding on. */
function parseBytes(text: string, field: string, length: number): Buffer {
  const bytes = Buffer.from(text, "base64url");
  const readable = /^[\w-]+={0,2}$/.test(text) && bytes.length === length;
  if (!readable) throw refused(field, "format");
  return bytes;
}

function refused(field: string, reason: string, bounds: { readonly max?: number } = {}): Fault {
  return new Fault("field_invalid", { field, reason, ...bounds });
}
