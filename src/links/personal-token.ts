import { createHmac, type KeyObject, timingSafeEqual } from "node:crypto";
import { fromBase62, toBase62 } from "./base62-number.ts";

/** The link that a token was made for. */
interface TokenLink {
  readonly workspaceId: number;
  readonly linkId: number;
}

const sealBits = 54n;

// From the token of person 1 to that of 2^53 - 1.
const possible = /^[1-9A-Za-z][0-9A-Za-z]{9,17}$/;

/**
 * Says who follows a link: the person's number and a seal over workspace, link and number. At most
 * 16 letters and digits for numbers below 2^40.
 */
export function personalToken(key: KeyObject, link: TokenLink, euid: number): string {
  return toBase62((BigInt(euid) << sealBits) | seal(key, link, euid));
}

/** Who follows this link; null where the token is not one that this installation made for it. */
export function readPersonalToken(key: KeyObject, link: TokenLink, token: string): number | null {
  if (!possible.test(token)) return null;
  const euid = Number(fromBase62(token) >> sealBits);
  if (!Number.isSafeInteger(euid) || euid === 0) return null;
  // Made anew rather than taken apart: so each person has one token a link, however it is written.
  const genuine = Buffer.from(personalToken(key, link, euid));
  const sent = Buffer.from(token);
  return sent.length === genuine.length && timingSafeEqual(sent, genuine) ? euid : null;
}

function seal(key: KeyObject, { workspaceId, linkId }: TokenLink, euid: number): bigint {
  const mac = createHmac("sha256", key).update(`${workspaceId} ${linkId} ${euid}`).digest();
  return mac.readBigUInt64BE() >> (64n - sealBits);
}
