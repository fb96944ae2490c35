import { hash } from "node:crypto";

/** Tells visitors of a host apart by address and agent, so that neither need be stored. */
export type HashVisitor = (address: string, agent: string, host: string) => string;

/**
 * Gives a signed 64-bit number in decimal. `key` is secret and of one length always; `address` is in
 * one spelling, as the client reader has it.
 */
export function makeVisitorHash(key: Buffer): HashVisitor {
  const secret = key.toString("base64");
  return (address, agent, host) => {
    // The lengths in front keep apart what would run together. A prefix serves as the key where the
    // hash is cut: what could be added to its end needs all of it. An HMAC takes eight times as long.
    const framed = `${secret}${address.length},${agent.length},${address}${agent}${host}`;
    return BigInt.asIntN(64, BigInt(`0x${hash("sha256", framed).slice(0, 16)}`)).toString();
  };
}
