import type { IncomingMessage } from "node:http";

/** Scheme and authority, then path and query. */
const absoluteForm = /^https?:\/\/([^/?#]*)([^#]*)/i;

/**
 * Makes a request in absolute form, which proxies send, one as all others are: the path as its URL,
 * and the target's host as its Host header, which RFC 9112 says to ignore.
 */
export function takeAbsoluteTarget(request: IncomingMessage): void {
  const { url = "", rawHeaders } = request;
  if (url.startsWith("/")) return;
  const [, host, rest = ""] = absoluteForm.exec(url) ?? [];
  if (host === undefined) return;
  request.url = rest.startsWith("/") ? rest : `/${rest}`;
  request.headers.host = host;
  const named = rawHeaders.findIndex((name, i) => i % 2 === 0 && name.toLowerCase() === "host");
  if (named < 0) rawHeaders.push("Host", host);
  else rawHeaders[named + 1] = host;
}

/**
 * A packet that begins with a request line, with the bytes above 0x7F in that line as escapes, and told
 * to close the connection. Null where it begins with something else, or has no such bytes.
 */
export function escapeTarget(packet: Buffer): Buffer | null {
  const end = packet.indexOf("\r\n");
  const line = packet.toString("latin1", 0, Math.max(end, 0));
  if (!/^(?:GET|HEAD|POST) [^ ]*[\x80-\xff][^ ]* HTTP\/1\.[01]$/.test(line)) return null;
  const escaped = line.replace(
    /[\x80-\xff]/g,
    (byte) => `%${byte.charCodeAt(0).toString(16).toUpperCase()}`,
  );
  const head = Buffer.from(`${escaped}\r\nConnection: close`, "latin1");
  return Buffer.concat([head, packet.subarray(end)]);
}
