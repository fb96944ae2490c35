import { createHmac, type KeyObject, timingSafeEqual } from "node:crypto";
import { fromBase62, toBase62 } from "./base62-number.ts";

/** The group whose statistics page a token opens the way to. */
export interface TokenGroup {
  readonly workspaceId: number;
  readonly groupId: number;
}

const SEAL_BITS = 96n;
const NUMBER_BITS = 53n;
// From the least seal over the first numbers to the largest numbers there are.
const POSSIBLE = /^[1-9A-Za-z][0-9A-Za-z]{15,34}$/;

/**
 * Names a group in the address of its statistics page. Nothing is stored for it: it holds as long as
 * the group, and as the installation's keys.
 */
export function groupToken(key: KeyObject, group: TokenGroup): string {
  const numbers = (BigInt(group.workspaceId) << NUMBER_BITS) | BigInt(group.groupId);
  return toBase62((numbers << SEAL_BITS) | seal(key, group));
}

/** Null for what is no token of this installation. Constant-time in what it compares. */
export function readGroupToken(key: KeyObject, token: string): TokenGroup | null {
  if (!POSSIBLE.test(token)) return null;
  const numbers = fromBase62(token) >> SEAL_BITS;
  const workspaceId = Number(numbers >> NUMBER_BITS);
  const groupId = Number(BigInt.asUintN(Number(NUMBER_BITS), numbers));
  if (!Number.isSafeInteger(workspaceId)) return null;
  // Made anew rather than taken apart: a group has one token, however it is written.
  const genuine = Buffer.from(groupToken(key, { workspaceId, groupId }));
  const sent = Buffer.from(token);
  if (sent.length !== genuine.length || !timingSafeEqual(sent, genuine)) return null;
  return { workspaceId, groupId };
}

function seal(key: KeyObject, { workspaceId, groupId }: TokenGroup): bigint {
  const mac = createHmac("sha256", key).update(`${workspaceId} ${groupId}`).digest("hex");
  return BigInt.asUintN(Number(SEAL_BITS), BigInt(`0x${mac}`));
}
