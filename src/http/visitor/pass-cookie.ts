import { createHmac } from "node:crypto";
import { type GroupOnDomain, type Lock, passSeconds } from "../../links/pass.ts";
import { cookieAttributes, cookieValues } from "./cookies.ts";

const name = "simpul_pass";
const statisticsName = "simpul_statistics";

/** Every pass that the browser brought for a link, or for all links of its group. */
export function readPasses(
  cookies: string | undefined,
  key: Buffer,
  lock: Lock,
): readonly string[] {
  return cookieValues(lock.group ? groupName(key, lock.group) : name, cookies);
}

/** The same of a link's statistics. */
export function readStatisticsPasses(cookies: string | undefined): readonly string[] {
  return cookieValues(statisticsName, cookies);
}

export interface PassCookie {
  readonly pass: string;
  /** As the visitor's browser has it, for a browser compares letter by letter. */
  readonly path: string;
  readonly slug: string;
  readonly secure: boolean;
}

/** The value of a `Set-Cookie` header. */
export function passCookie({ pass, path, slug, secure }: PassCookie): string {
  return `${name}=${pass}; Path=${pathOf(path, slug)}${cookieAttributes(passSeconds, secure)}`;
}

/** The same for all links of a group on this domain: a cookie of its own, so that groups keep theirs. */
export function groupPassCookie(
  pass: string,
  key: Buffer,
  group: GroupOnDomain,
  secure: boolean,
): string {
  return `${groupName(key, group)}=${pass}; Path=/${cookieAttributes(passSeconds, secure)}`;
}

/** Keyed, so that the cookie does not name the group's number. */
function groupName(key: Buffer, { groupId, origin }: GroupOnDomain): string {
  const mac = createHmac("sha256", key).update(`pass cookie ${groupId} ${origin}`);
  return `${name}_${mac.digest("base64url").slice(0, 8)}`;
}

/** The same for a link's statistics. `path` is one that we wrote. */
export function statisticsCookie({ pass, path, secure }: Omit<PassCookie, "slug">): string {
  return `${statisticsName}=${pass}; Path=${path}${cookieAttributes(passSeconds, secure)}`;
}

/** What a stranger wrote into the path must not write the cookie's attributes. */
function pathOf(path: string, slug: string): string {
  const bare = path.endsWith("/") ? path.slice(0, -1) : path;
  return /^\/[!-:<-~]+$/.test(bare) ? bare : `/${encodeURIComponent(slug)}`;
}
