import { randomBytes } from "node:crypto";

/** A link API key: a prefix that secret scanners can know, and 192 random bits. */
export function newLinkKey(): string {
  return `simpul_${randomBytes(24).toString("hex")}`;
}

/** 24 hex characters, the form that clients of the audience API expect of key and secret. */
export function newAudienceHalf(): string {
  return randomBytes(12).toString("hex");
}

/** `whsec_` and base64 of 32 random bytes, as Standard Webhooks writes a secret. */
export function newWebhookSecret(): string {
  return `whsec_${randomBytes(32).toString("base64")}`;
}
