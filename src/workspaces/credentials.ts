import { hash, timingSafeEqual } from "node:crypto";

/** What is stored of a key or secret. */
export function hashSecret(secret: string): string {
  return hash("sha256", secret, "hex");
}

/** Constant-time; both are hashes of one length. */
export function sameHash(one: string, other: string): boolean {
  return one.length === other.length && timingSafeEqual(Buffer.from(one), Buffer.from(other));
}
