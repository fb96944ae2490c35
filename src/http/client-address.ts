import type { IncomingMessage } from "node:http";
import type { Socket } from "node:net";
import ipaddr from "ipaddr.js";
import { type AddressWords, isIPv4, makeAddressWords, readAddress } from "../kit/ip-address.ts";

/** Who asks, as far as the proxies that the operator trusts can tell. */
export interface Client {
  /** An IP address; "" where the connection is gone already. */
  readonly address: string;
  /** The scheme that a trusted proxy was asked with; null where none said. */
  readonly scheme: "http" | "https" | null;
}

export type ReadClient = (request: IncomingMessage) => Client;

interface Peer {
  readonly client: Client;
  readonly trusted: boolean;
}

interface Range {
  readonly first: AddressWords;
  /** How many of the 128 bits all of its addresses share. */
  readonly bits: number;
}

/** `trusted` are addresses and CIDRs; nobody else's `X-Forwarded-…` counts. */
export function makeClientReader(trusted: readonly string[]): ReadClient {
  const ranges = trusted.map(readRange);
  const words = makeAddressWords();
  const isTrusted = (address: string): boolean =>
    readAddress(address, words) && ranges.some((range) => isWithin(words, range));

  // A connection's other end stays the same, and brings many visits.
  const peers = new WeakMap<Socket, Peer>();
  const peerOf = (socket: Socket): Peer => {
    const known = peers.get(socket);
    if (known !== undefined) return known;
    const address = plain(socket.remoteAddress ?? "") ?? "";
    const peer = { client: { address, scheme: null }, trusted: isTrusted(address) };
    peers.set(socket, peer);
    return peer;
  };

  return (request) => {
    const { client, trusted: believed } = peerOf(request.socket);
    if (!believed) return client;
    const peer = client.address;
    const { headers } = request;
    const forwarded = asText(headers["x-forwarded-for"]);
    return {
      address: forwarded === undefined ? peer : nearestStranger(forwarded, peer, isTrusted),
      scheme: readScheme(asText(headers["x-forwarded-proto"])),
    };
  };
}

/** Each proxy adds to the right whom it heard, so what stands left of a stranger is hearsay. */
function nearestStranger(
  forwarded: string,
  peer: string,
  isTrusted: (address: string) => boolean,
): string {
  let nearest = peer;
  // Of one proxy, which most have, there is one address.
  if (!forwarded.includes(",")) return plainEntry(forwarded) ?? peer;
  for (const entry of forwarded.split(",").reverse()) {
    const address = plainEntry(entry);
    if (address === undefined) return nearest;
    nearest = address;
    if (!isTrusted(address)) return nearest;
  }
  return nearest;
}

function readScheme(header: string | undefined): Client["scheme"] {
  const first = header?.split(",")[0]?.trim().toLowerCase();
  return first === "http" || first === "https" ? first : null;
}

// Node joins a header that came twice, but for those it knows to come once.
function asText(header: string | string[] | undefined): string | undefined {
  return Array.isArray(header) ? header.join(",") : header;
}

function plainEntry(entry: string): string | undefined {
  const text = entry.trim();
  return DOTTED.test(text) ? text : plain(withoutPort(text));
}

/** Some proxies write `1.2.3.4:5678` and `[::1]:5678`. */
function withoutPort(entry: string): string {
  return /^\[(.+)\](?::\d+)?$/.exec(entry)?.[1] ?? /^([\d.]+):\d+$/.exec(entry)?.[1] ?? entry;
}

/** Most are written so, and behind a proxy each visit brings one. */
const DOTTED = /^(?:(?:25[0-5]|2[0-4]\d|1\d\d|[1-9]?\d)(?:\.(?!$)|$)){4}$/;

/** In one spelling, an IPv4 address within IPv6 as IPv4; undefined where it is no address. */
function plain(address: string): string | undefined {
  return ipaddr.isValid(address) ? ipaddr.process(address).toString() : undefined;
}

function readRange(entry: string): Range {
  const [address = "", bits] = entry.split("/");
  const first = makeAddressWords();
  if (!readAddress(address, first)) throw new Error(`${entry} is no address and no range`);
  const all = isIPv4(first) ? 32 : 128;
  // As they stand in IPv6, where those of IPv4 are the last 32 of 128 bits.
  return { first, bits: 128 - all + (bits === undefined ? all : Number(bits)) };
}

function isWithin(address: AddressWords, { first, bits }: Range): boolean {
  for (let word = 0; word * 32 < bits; word += 1) {
    const compared = Math.min(32, bits - word * 32);
    const apart = (address[word] ?? 0) ^ (first[word] ?? 0);
    if (apart >>> (32 - compared) !== 0) return false;
  }
  return true;
}
