import { createHmac, timingSafeEqual } from "node:crypto";
import { cookieAttributes, cookieValues, maxCookieSeconds } from "./cookies.ts";

const name = "simpul_push";

/** The value of a `Set-Cookie` header that names the subscription a browser has on this domain. */
export function subscriberCookie(
  key: Buffer,
  { origin, endpointHash }: { readonly origin: string; readonly endpointHash: Buffer },
  secure: boolean,
): string {
  const hash = endpointHash.toString("base64url");
  const mac = seal(key, origin, hash).toString("base64url");
  return `${name}=${hash}.${mac}; Path=/${cookieAttributes(maxCookieSeconds, secure)}`;
}

/** The hash of the subscription's endpoint; null where the browser brought none of this domain. */
export function readSubscriber(
  key: Buffer,
  cookies: string | undefined,
  origin: string,
): Buffer | null {
  for (const value of cookieValues(name, cookies)) {
    const [, hash, mac] = /^([\w-]{43})\.([\w-]{43})$/.exec(value) ?? [];
    if (hash === undefined || mac === undefined) continue;
    const genuine = timingSafeEqual(Buffer.from(mac, "base64url"), seal(key, origin, hash));
    if (genuine) return Buffer.from(hash, "base64url");
  }
  return null;
}

function seal(key: Buffer, origin: string, hash: string): Buffer {
  return createHmac("sha256", key).update(`subscription ${origin} ${hash}`).digest();
}
