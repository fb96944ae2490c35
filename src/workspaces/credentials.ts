import { hash, randomBytes, timingSafeEqual } from "node:crypto";

/** What is stored of a key or secret. */
export function hashSecret(secret: string): string {
  return hash("sha256", secret, "hex");
}

/** Constant-time; both are hashes of one length. */
export function sameHash(one: string, other: string): boolean {
  return one.length === other.length && timingSafeEqual(Buffer.from(one), Buffer.from(other));
}

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
