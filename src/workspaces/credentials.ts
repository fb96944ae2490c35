import { hash, timingSafeEqual } from "node:crypto";

/** What is stored of a key or secret. */
export function hashSecret(secret: string): string {
  return hash("sha256", secret, "hex");
}

/** What a caller shows, hashed: an object, so that nobody takes a key for its hash. */
export interface HashedKey {
  readonly keyHash: string;
}

export interface HashedPair extends HashedKey {
  readonly secretHash: string;
}

export function hashKey(key: string): HashedKey {
  return { keyHash: hashSecret(key) };
}

export function hashPair(pair: { readonly key: string; readonly secret: string }): HashedPair {
  return { keyHash: hashSecret(pair.key), secretHash: hashSecret(pair.secret) };
}

/** Constant-time; both are hashes of one length. */
export function sameHash(one: string, other: string): boolean {
  return one.length === other.length && timingSafeEqual(Buffer.from(one), Buffer.from(other));
}
