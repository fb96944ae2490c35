import { referrerHost } from "../../clicks/referrer.ts";
import type { Visit } from "./visit.ts";

/**
 * The host that led to the link, "" where none did. Between it and the click there may be a page
 * of ours, which the browser then names instead: so the page hands on what led to it.
 */
export function cameFrom({ headers }: Visit): string {
  return headers.referrer === undefined ? "" : referrerHost(headers.referrer);
}

/** As a `Referer` header has it. What a page handed on comes back from a stranger. */
export function referrerTo(host: string): string {
  return /^[\w.:[\]-]{1,100}$/.test(host) ? `https://${host}/` : "";
}
