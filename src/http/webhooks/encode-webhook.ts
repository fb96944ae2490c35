import { createHmac, createSecretKey, hash, type KeyObject } from "node:crypto";
import type {
  EncodeWebhook,
  Signing,
  ToldEvent,
  WebhookRequest,
} from "../../notifications/webhook-request.ts";
import { encodeBody } from "./body.ts";

const SECRET_PREFIX = "whsec_";

/** The body, signed under both schemes with every secret that holds. */
export const encodeWebhook: EncodeWebhook = (event, signing): WebhookRequest => {
  const body = encodeBody(event);
  return { body, headers: headersOf(event, body, signing) };
};

function headersOf(event: ToldEvent, body: Buffer, { secrets, at, requestId }: Signing) {
  const keys = secrets.map(keyOf);
  const ms = String(at.getTime());
  const seconds = String(Math.floor(at.getTime() / 1_000));
  const ours = keys.map((key) => `v1=${hmac(key, `${ms}.`, body).digest("hex")}`);
  const standard = keys.map(
    (key) => `v1,${hmac(key, `${event.eventId}.${seconds}.`, body).digest("base64")}`,
  );
  return {
    "Content-Type": "application/json",
    "X-Vivoldi-Request-Id": requestId,
    "X-Vivoldi-Event-Id": event.eventId,
    "X-Vivoldi-Webhook-Type": event.ofGroup ? "GROUP" : "GLOBAL",
    "X-Vivoldi-Resource-Type": "URL",
    "X-Vivoldi-Action-Type": "NONE",
    "X-Vivoldi-Comp-Idx": String(event.workspaceId),
    "X-Vivoldi-Timestamp": ms,
    "X-Content-SHA256": hash("sha256", body, "hex"),
    "X-Vivoldi-Signature": [`t=${ms}`, ...ours, "alg=hmac-sha256"].join(","),
    "webhook-id": event.eventId,
    "webhook-timestamp": seconds,
    "webhook-signature": standard.join(" "),
  };
}

const keys = new Map<string, KeyObject>();
const MOST_KEYS = 1_000;

/** Making a key costs more than signing with it. */
function keyOf(secret: string): KeyObject {
  const known = keys.get(secret);
  if (known !== undefined) return known;
  const key = createSecretKey(Buffer.from(secret.slice(SECRET_PREFIX.length), "base64"));
  if (keys.size >= MOST_KEYS) keys.clear();
  keys.set(secret, key);
  return key;
}

function hmac(key: KeyObject, before: string, body: Buffer) {
  return createHmac("sha256", key).update(before).update(body);
}
