import { Fault } from "../kit/fault.ts";
import { trimUnseen } from "../kit/text.ts";

/** A host that links live on. */
export interface LinkDomain {
  /** With its scheme: `https://go.example`. */
  readonly origin: string;
  /** Lower-case punycode, with the port where it is not the scheme's own: `go.example`. */
  readonly host: string;
}

/** Reads a domain with its scheme; anything but scheme, host and port is refused. */
export function parseDomain(text: string, field: string): LinkDomain {
  const sent = trimUnseen(text);
  const url = /^https?:\/\/[^/\\?#@\s]+\/?$/i.test(sent) ? URL.parse(sent) : null;
  if (url === null) throw new Fault("field_invalid", { field, reason: "domain_unreadable" });
  const host = withoutRootDot(url.host);
  return { origin: `${url.protocol}//${host}`, host };
}

/** Refuses what no workspace can own: the server's own host and every loopback name. */
export function checkOwnDomain({ origin, host }: LinkDomain, publicHost: string): void {
  const field = "domain";
  if (host === publicHost) throw new Fault("field_invalid", { field, reason: "domain_default" });
  if (isLoopback(new URL(origin))) {
    throw new Fault("field_invalid", { field, reason: "domain_loopback" });
  }
}

/** True for the same host, loopback names with the same port being one. */
export function isSameHost(host: string, other: string): boolean {
  if (host === other) return true;
  const [one, two] = [URL.parse(`http://${host}`), URL.parse(`http://${other}`)];
  return (
    one !== null && two !== null && one.port === two.port && isLoopback(one) && isLoopback(two)
  );
}

/** Names that lead back to this machine. */
export function isLoopback({ hostname }: URL): boolean {
  const name = withoutRootDot(hostname);
  return (
    name === "localhost" ||
    name === "[::1]" ||
    name.endsWith(".localhost") ||
    /^127\.\d+\.\d+\.\d+$/.test(name)
  );
}

/** `go.example.` and `go.example` are one host. */
export function withoutRootDot(host: string): string {
  return host.replace(/\.(?=$|:\d+$)/, "");
}
