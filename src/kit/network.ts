import { createHmac } from "node:crypto";
import ipaddr from "ipaddr.js";

/**
 * Tells networks apart without keeping an address: an IPv6 one counts by its /64. Of another
 * purpose the same network is another one.
 */
export function networkHash(key: Buffer, address: string, purpose = ""): string {
  const who = networkOf(address);
  return createHmac("sha256", key)
    .update(purpose === "" ? who : `${purpose} ${who}`)
    .digest("base64url");
}

function networkOf(address: string): string {
  if (!ipaddr.isValid(address)) return address;
  const parsed = ipaddr.process(address);
  if (parsed.kind() === "ipv4") return parsed.toString();
  return parsed.toByteArray().slice(0, 8).join(".");
}
