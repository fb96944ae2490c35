import { createHmac } from "node:crypto";
import type { KnownLink } from "../../links/known-link.ts";
import { cookieAttributes, cookieValues, maxCookieSeconds } from "./cookies.ts";

const name = "simpul_asked";
const markLength = 8;
/** The oldest give way, so that the header stays short. */
const maxMarks = 100;

/**
 * Where a browser is asked once: in a workspace's group, or on a link without one. Keyed, so that the
 * cookie tells nobody which links a person opened; a browser that invents one is not asked.
 */
export function askedMark(key: Buffer, { workspaceId, groupId, id }: KnownLink): string {
  const place = groupId === null ? `link ${id}` : `group ${groupId}`;
  const mac = createHmac("sha256", key).update(`asked ${workspaceId} ${place}`).digest("base64url");
  return mac.slice(0, markLength);
}

/** Whether this browser met the subscription page of that place. */
export function wasAsked(cookies: string | undefined, mark: string): boolean {
  return marksIn(cookies).includes(mark);
}

/** The value of a `Set-Cookie` header that adds a place to those the browser brought. */
export function askedCookie(cookies: string | undefined, mark: string, secure: boolean): string {
  const others = marksIn(cookies).filter((each) => each !== mark);
  const marks = [mark, ...others].slice(0, maxMarks).join(".");
  return `${name}=${marks}; Path=/${cookieAttributes(maxCookieSeconds, secure)}`;
}

/** What is no mark is left out: a browser may bring anything. */
function marksIn(cookies: string | undefined): string[] {
  return cookieValues(name, cookies)
    .flatMap((value) => value.split("."))
    .filter((mark) => mark.length === markLength && /^[\w-]+$/.test(mark));
}
