import { randomBytes } from "node:crypto";

/** 256 random bits for a cookie or a link: only a hash of it is stored. */
export function newToken(): string {
  return randomBytes(32).toString("base64url");
}
