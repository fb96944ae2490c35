import { longerInNfc } from "../kit/text.ts";
import { isLoopback, withoutRootDot } from "../workspaces/domain.ts";
import { isPossibleSlug } from "./link-id.ts";

/** What a path with broken percent-encoding parses to. */
export const badPath: unique symbol = Symbol("bad path");

const knownHosts = 1_000;

/** In code points: more than the longest slug and the longest token have together. */
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
  const end = path.endsWith("/") ? path.length - 1 : path.length;
  if (end < 2 || path.charCodeAt(0) !== 0x2f) return null;
  for (let i = 1; i < end; i++) {
    if (!isPlain(path.charCodeAt(i))) return parseEncoded(path.slice(1, end));
  }
  return end - 1 <= 100 ? path.slice(1, end) : null;
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

function hostOf(header: string, defaultHost: string): string {
  const url = /[/\\?#@\s]/.test(header) ? null : URL.parse(`http://${header}`);
  if (url === null) return "";
  if (isLoopback(url)) return defaultHost;
  // Behind a proxy that ends TLS the scheme is not known here, so both schemes' own ports go.
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

function parseEncoded(segment: string): string | null | typeof badPath {
  let slug: string;
  try {
    slug = decodeURIComponent(segment.replace(/[\x80-\xff]/g, percentByte));
  } catch {
    return badPath;
  }
  if (longerInNfc(slug, longestSegment)) return null;
  slug = slug.normalize("NFC");
  const token = slug.indexOf("~");
  if (token >= 0) slug = slug.slice(0, token);
  return slug === "." || slug === ".." || !isPossibleSlug(slug) ? null : slug;
}

// Node hands the raw bytes of a request line over as Latin-1 characters.
function percentByte(char: string): string {
  return `%${char.charCodeAt(0).toString(16)}`;
}
