import type { KeyObject } from "node:crypto";
import { badPath, decodeSegment } from "./address.ts";
import { groupToken, type TokenGroup } from "./group-token.ts";
import { withoutPasted } from "./pasted.ts";

/** No link id begins with `~`, so no link is ever at these paths. */
const PREFIX = "/~g/";

export function groupPagePath(key: KeyObject, group: TokenGroup): string {
  return `${PREFIX}${groupToken(key, group)}`;
}

/** No more is read: a token has 35 at most. */
const MAX_CHARS = 200;

/** The token behind `/~g/`, without what was pasted behind it; null for every other path. */
export function tokenOfGroupPage(path: string): string | null {
  // Decoding costs, and hardly any visit is for this page.
  if (!/^\/[~%]/.test(path)) return null;
  const decoded = decodeSegment(path);
  if (decoded === badPath || !decoded.startsWith(PREFIX)) return null;
  return withoutPasted(decoded.slice(PREFIX.length, MAX_CHARS));
}
