import { createECDH, type ECDH, randomBytes } from "node:crypto";
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
