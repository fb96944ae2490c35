import { createHmac } from "node:crypto";
import ipaddr from "ipaddr.js";
import type { Lock } from "./pass.ts";

/** After so many wrong passwords within the window, a link takes no more from that network. */
export const mostWrong = 5;
export const attemptWindowMs = 5 * 60_000;

/** Tries that still count. */
export function recentTries(triedAt: readonly Date[], at: Date): Date[] {
  return triedAt
    .filter((tried) => tried.getTime() > at.getTime() - attemptWindowMs)
    .sort((one, other) => one.getTime() - other.getTime());
}

/** How long until the next try is taken; 0: it is taken now. `recent` is what `recentTries` gave. */
export function waitSeconds(recent: readonly Date[], at: Date): number {
  const oldest = recent[recent.length - mostWrong];
  if (oldest === undefined) return 0;
  return Math.max(1, Math.ceil((oldest.getTime() + attemptWindowMs - at.getTime()) / 1_000));
}

/**
 * Tells visitors apart without keeping their address: an IPv6 one counts by its /64. Tries of a link
 * and of its statistics count apart, so there the same visitor is another one.
 */
export function visitorHash(key: Buffer, address: string, opens: Lock["opens"]): string {
  const who = networkOf(address);
  return createHmac("sha256", key)
    .update(opens === "link" ? who : `${opens} ${who}`)
    .digest("base64url");
}

function networkOf(address: string): string {
  if (!ipaddr.isValid(address)) return address;
  const parsed = ipaddr.process(address);
  if (parsed.kind() === "ipv4") return parsed.toString();
  return parsed.toByteArray().slice(0, 8).join(".");
}
