import { lookup as resolve } from "node:dns";
import { lookup as resolveAll } from "node:dns/promises";
import { isIP, type LookupFunction } from "node:net";
import { setTimeout } from "node:timers/promises";
import ipaddr from "ipaddr.js";

/** Thrown into a request whose host leads to no address that outgoing calls may reach. */
export class AddressRefused extends Error {
  override readonly name = "AddressRefused";
}

/** Why an outgoing call to a URL is refused, as the id of a message. */
export type UrlRefusal = "url_not_https" | "address_private";

// Azure's metadata service, the one that answers on an address of the public range.
const metadata = new Set(["168.63.129.16"]);

/** What outgoing calls may reach. */
export interface Reach {
  readonly allowsHttp: boolean;
  readonly allows: (address: string) => boolean;
}

const publicIPv6 = ipaddr.IPv6.parseCIDR("2000::/3");
const nat64 = ipaddr.IPv6.parseCIDR("64:ff9b::/96");

/**
 * False for loopback, private, link-local, multicast, metadata and reserved addresses, for tunnels
 * (6to4, Teredo), for the same as IPv4 within IPv6, and for what is no address.
 */
export function isPublicAddress(text: string): boolean {
  // ipaddr.js reads the old "::1.2.3.4" as a mapped address, which it is not.
  if (!ipaddr.isValid(text) || /^::\d+\./.test(text)) return false;
  const address = ipaddr.parse(text);
  if (address instanceof ipaddr.IPv4) return isPublicIPv4(address);
  if (address.isIPv4MappedAddress()) return isPublicIPv4(address.toIPv4Address());
  // Networks without IPv4 reach all of it through this prefix; its last 32 bits are the address.
  if (address.match(nat64)) return isPublicIPv4(new ipaddr.IPv4(address.toByteArray().slice(12)));
  return address.match(publicIPv6) && address.range() === "unicast";
}

/** Private addresses and plain http are the operator's to allow. */
export function reachOf(allowPrivate: boolean): Reach {
  return allowPrivate
    ? { allowsHttp: true, allows: () => true }
    : { allowsHttp: false, allows: isPublicAddress };
}

/** For the `lookup` of a request or socket: what it connects to was checked, not a copy of it. */
export function guardedLookup({ allows }: Reach): LookupFunction {
  return (host, options, done) => {
    resolve(host, { ...options, all: true }, (error, found) => {
      if (error !== null) return done(error, "", 0);
      const open = found.filter(({ address }) => allows(address));
      const [first] = open;
      if (first === undefined) return done(new AddressRefused("address_private"), "", 0);
      return options.all ? done(null, open) : done(null, first.address, first.family);
    });
  };
}

/**
 * Names that by their standards lead to this machine or this network alone, whether they resolve here
 * or not: RFC 6761, 6762 and 8375, ICANN's `internal`, and what systems call themselves.
 */
const LOCAL_NAME =
  /^(?:.+\.)?(?:localhost|localdomain|local|internal|home\.arpa|localhost[46]|ip6-(?:localhost|loopback))$/;
const LOOPBACK = "127.0.0.1";

/** Sockets skip the lookup of a literal address, so whoever opens one asks here first. */
export function literalRefusal(url: URL, reach: Reach): UrlRefusal | null {
  if (url.protocol !== "https:" && !reach.allowsHttp) return "url_not_https";
  const host = bareHost(url);
  const address = LOCAL_NAME.test(host) ? LOOPBACK : host;
  return isIP(address) !== 0 && !reach.allows(address) ? "address_private" : null;
}

/**
 * Whether outgoing calls may go to a URL; null where they may. A name is resolved, and one that
 * does not resolve within the time is let pass: each call is guarded by itself.
 */
export async function checkUrlAddress(
  url: URL,
  allowPrivate: boolean,
  withinMs = 3_000,
): Promise<UrlRefusal | null> {
  const reach = reachOf(allowPrivate);
  const refusal = literalRefusal(url, reach);
  if (refusal !== null || allowPrivate) return refusal;
  const timeout = new AbortController();
  const found = await Promise.race([
    resolveAll(bareHost(url), { all: true }),
    setTimeout(withinMs, [], { signal: timeout.signal }),
  ]).catch(() => []);
  timeout.abort();
  return found.every(({ address }) => reach.allows(address)) ? null : "address_private";
}

/** Without the brackets of an IPv6 address and the dot of the root. */
function bareHost(url: URL): string {
  return url.hostname.replace(/^\[|\]$|\.+$/g, "");
}

function isPublicIPv4(address: ipaddr.IPv4): boolean {
  return address.range() === "unicast" && !metadata.has(address.toString());
}
