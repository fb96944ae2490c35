import { createHmac } from "node:crypto";
import ipaddr from "ipaddr.js";

/** Tells networks apart without keeping an address: an IPv6 one counts by its /64. */
export function networkHash(key: Buffer, address: string): string {
  return createHmac("sha256", key).update(networkOf(address)).digest("base64url");
}

function networkOf(address: string): string {
  if (!ipaddr.isValid(address)) return address;
  const parsed = ipaddr.process(address);
  if (parsed.kind() === "ipv4") return parsed.toString();
  return parsed.toByteArray().slice(0, 8).join(".");
}
