import { longerInNfc } from "../kit/text.ts";
import { isLoopback, withoutRootDot } from "../workspaces/domain.ts";
import { isPossibleSlug } from "./link-id.ts";

/** What a path with broken percent-encoding parses to. */
export const badPath: unique symbol = Symbol("bad path");

const knownHosts = 1_000;

/** In code points: more than the longest slug has. */
const longestSegment = 200;

/** The one key of a link on the whole server. */
export function addressOf(host: string, slug: string): string {
  return `${host}/${slug}`;
}

export function shortUrl(origin: string, slug: string): string {
  return `${origin}/${encodeURIComponent(slug)}`;
}

/**
 * The slug that a visit's path names, null where no link can have it, or `badPath`. What follows
 * `~` is a personal token and no part of the slug.
 */
export function parseVisitPath(path: string): string | null | typeof badPath {
  const end = endOfSegment(path);
  if (end < 2 || path.charCodeAt(0) !== 0x2f) return null;
  for (let i = 1; i < end; i++) {
    const code = path.charCodeAt(i);
    // A slug has no slash: the server's own paths need not be read any further.
    if (code === 0x2f && !path.includes("%")) return null;
    if (!isPlain(code)) return parseEncoded(path.slice(1, end));
  }
  return end - 1 <= 100 ? path.slice(1, end) : null;
}

/** What is asked about a link, beside being sent on. */
export interface SidePath {
  readonly slug: string;
  readonly side: "qr" | "stats" | "subscribe";
  /** Of the link, without what is asked about it. */
  readonly linkPath: string;
}

/** Reads paths that `parseVisitPath` found to be no link's: `/<link>/qr`, `…/stats` and `…/subscribe`. */
export function parseSidePath(path: string): SidePath | null {
  const slash = path.indexOf("/", 1);
  if (slash < 0) return null;
  const linkPath = path.slice(0, slash);
  const side = decodeSegment(path.slice(slash + 1, endOfSegment(path)));
  if (side !== "qr" && side !== "stats" && side !== "subscribe") return null;
  const slug = parseVisitPath(linkPath);
  return typeof slug === "string" ? { slug, side, linkPath } : null;
}

/** The personal token in the path of a visit to a link; null where it has none, as most have not. */
export function tokenInPath(path: string): string | null {
  if (!path.includes("~") && !path.includes("%7")) return null;
  const segment = decodeSegment(path.slice(1, endOfSegment(path)));
  if (segment === badPath) return null;
  const mark = segment.indexOf("~");
  return mark < 0 ? null : segment.slice(mark + 1);
}

/**
 * Makes the function from a Host header to the host of an address. Loopback names count as the
 * default host; an unreadable header is "", which nobody owns. HTTP/1.0 without one is the default.
 */
export function makeHostReader(defaultHost: string): (header: string | undefined) => string {
  const known = new Map<string, string>();
  return (header) => {
    if (header === undefined) return defaultHost;
    const seen = known.get(header);
    if (seen !== undefined) return seen;
    const host = hostOf(header, defaultHost);
    // Strangers write this header: what they send must not pile up.
    if (known.size >= knownHosts) known.clear();
    known.set(header, host);
    return host;
  };
}

/** The host as an address has it, of a URL that was parsed. */
export function hostOfUrl(url: URL): string {
  return withoutRootDot(url.host);
}

/** The host of a Host header as an address has it, loopback names as they are; "" where unreadable. */
export function readWrittenHost(header: string): string {
  const url = parseHost(header);
  return url === null ? "" : hostWithoutOwnPort(url);
}

function hostOf(header: string, defaultHost: string): string {
  const url = parseHost(header);
  if (url === null) return "";
  return isLoopback(url) ? defaultHost : hostWithoutOwnPort(url);
}

function parseHost(header: string): URL | null {
  return /[/\\?#@\s]/.test(header) ? null : URL.parse(`http://${header}`);
}

/** Behind a proxy that ends TLS the scheme is not known here, so both schemes' own ports go. */
function hostWithoutOwnPort(url: URL): string {
  return withoutRootDot(url.port === "443" ? url.hostname : url.host);
}

function isPlain(code: number): boolean {
  return (
    (code >= 0x61 && code <= 0x7a) || // a-z
    (code >= 0x41 && code <= 0x5a) || // A-Z
    (code >= 0x30 && code <= 0x39) || // 0-9
    code === 0x2d || // -
    code === 0x5f // _
  );
}

function endOfSegment(path: string): number {
  return path.endsWith("/") ? path.length - 1 : path.length;
}

function parseEncoded(encoded: string): string | null | typeof badPath {
  const segment = decodeSegment(encoded);
  if (segment === badPath) return badPath;
  // Neither a slug nor a token has a second segment.
  if (encoded.includes("/")) return null;
  const mark = segment.indexOf("~");
  const written = mark < 0 ? segment : segment.slice(0, mark);
  if (longerInNfc(written, longestSegment)) return null;
  const slug = written.normalize("NFC");
  return slug === "." || slug === ".." || !isPossibleSlug(slug) ? null : slug;
}

/** Percent-decodes a path or a part of one. */
export function decodeSegment(segment: string): string | typeof badPath {
  try {
    return decodeURIComponent(segment.replace(/[\x80-\xff]/g, percentByte));
  } catch {
    return badPath;
  }
}

// Node hands the raw bytes of a request line over as Latin-1 characters.
function percentByte(char: string): string {
  return `%${char.charCodeAt(0).toString(16)}`;
}
