import type { IncomingMessage } from "node:http";
import type { Socket } from "node:net";
import ipaddr from "ipaddr.js";

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

type Range = ReturnType<typeof ipaddr.parseCIDR>;

/** `trusted` are addresses and CIDRs; nobody else's `X-Forwarded-…` counts. */
export function makeClientReader(trusted: readonly string[]): ReadClient {
  const ranges = trusted.map(readRange);
  const isTrusted = (address: string): boolean =>
    ranges.length > 0 && ranges.some((range) => isWithin(address, range));

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
  for (const entry of forwarded.split(",").reverse()) {
    const address = plain(withoutPort(entry.trim()));
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

/** Some proxies write `1.2.3.4:5678` and `[::1]:5678`. */
function withoutPort(entry: string): string {
  return /^\[(.+)\](?::\d+)?$/.exec(entry)?.[1] ?? /^([\d.]+):\d+$/.exec(entry)?.[1] ?? entry;
}

const DOTTED = /^(?:(?:25[0-5]|2[0-4]\d|1\d\d|[1-9]?\d)(?:\.(?!$)|$)){4}$/;

/** In one spelling, an IPv4 address within IPv6 as IPv4; undefined where it is no address. */
function plain(address: string): string | undefined {
  // Most are written so, and behind a proxy each visit brings one.
  if (DOTTED.test(address)) return address;
  return ipaddr.isValid(address) ? ipaddr.process(address).toString() : undefined;
}

function readRange(entry: string): Range {
  if (entry.includes("/")) return ipaddr.parseCIDR(entry);
  const address = ipaddr.process(entry);
  return ipaddr.parseCIDR(`${address.toString()}/${address.kind() === "ipv4" ? 32 : 128}`);
}

function isWithin(address: string, [network, bits]: Range): boolean {
  if (!ipaddr.isValid(address)) return false;
  const parsed = ipaddr.process(address);
  return parsed.kind() === network.kind() && parsed.match([network, bits] as never);
}
