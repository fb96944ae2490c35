import { hash } from "node:crypto";
import { makeAddressWords, readAddress } from "../kit/ip-address.ts";
import { makeRecent } from "../kit/recent.ts";
import { makeSipHash } from "../kit/sip-hash.ts";

/** What stands for a text in the hash of visitors: 8 bytes that only the holder of the key can make. */
export type Mark = readonly [number, number];

/** Tells visitors of a host apart by address and agent, so that neither need be stored. */
export interface VisitorHash {
  /** Of an agent; worth remembering. */
  mark(text: string): Mark;
  /**
   * A whole number below 2^53. An address counts alike however it is spelled. Of ten million
   * visitors of one link, two are taken for one with a chance of one in 180.
   */
  visitor(address: string, agent: Mark, host: string): number;
}

const rememberedHosts = 1_000;

/** `key` is secret, and of 32 bytes. */
export function makeVisitorHash(key: Buffer): VisitorHash {
  const secret = key.toString("base64");
  const sip = makeSipHash(key);
  const address = makeAddressWords();
  const words = new Uint32Array(8);
  const into = { high: 0, low: 0 };

  // A prefix serves as the key where the hash is cut: what could be added to its end needs all of it.
  function mark(text: string): Mark {
    const digest = hash("sha256", `${secret}${text}`, "buffer");
    return [digest.readUInt32LE(0), digest.readUInt32LE(4)];
  }
  const markOfHost = makeRecent(rememberedHosts, mark);

  return {
    mark,
    visitor(from, agent, host) {
      if (!readAddress(from, address)) address.fill(0);
      const ofHost = markOfHost(host);
      words[0] = address[0] ?? 0;
      words[1] = address[1] ?? 0;
      words[2] = address[2] ?? 0;
      words[3] = address[3] ?? 0;
      words[4] = agent[0];
      words[5] = agent[1];
      words[6] = ofHost[0];
      words[7] = ofHost[1];
      sip(words, into);
      return (into.high & 0x1fffff) * 0x1_0000_0000 + into.low;
    },
  };
}
