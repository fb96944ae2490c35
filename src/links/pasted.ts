/**
 * What text puts behind a pasted link, and no link id or token ends in: quotes, brackets, punctuation
 * of any script, marks of Markdown, spaces, and formatting characters that are not seen.
 */
const behind = /^[[\p{P}\p{Z}\p{Cf}\s<>`´\|＜＞｜]--[\-_]]$/v;

/** The text without all that was pasted behind it; the text itself where nothing was. */
export function withoutPasted(text: string): string {
  let end = text.length;
  while (end > 0) {
    const start = isLowSurrogate(text.charCodeAt(end - 1)) ? end - 2 : end - 1;
    if (!behind.test(text.slice(Math.max(start, 0), end))) break;
    end = start;
  }
  return end === text.length ? text : text.slice(0, end);
}

/**
 * The path of a link, or of what is asked about one, without what was pasted behind any part of it;
 * null where nothing was, or no part is left. `path` is as it was sent.
 */
export function pathWithoutPasted(path: string): string | null {
  const parts = path.split("/").slice(1);
  if (parts.length > MAX_PARTS) return null;
  const kept: string[] = [];
  let pasted = false;
  for (const part of parts) {
    const text = decoded(part);
    if (text === null) return null;
    const bare = withoutPasted(text);
    if (bare !== text) pasted = true;
    if (bare !== "") kept.push(encodeURIComponent(bare));
  }
  return pasted && kept.length > 0 ? `/${kept.join("/")}` : null;
}

/** `/<link id>/qr/` has three, the last of them empty. */
const MAX_PARTS = 3;

/** What stands before a query that was put behind a path, as in a URL, in HTML, or escaped. */
const separator = /&(?:amp;)?|%26|%3f/i;

/**
 * Reads `&name=value` behind a path as its query, because it was put there as if the short URL had one.
 * Null where there is none. No link id or token holds an "&" or a "?".
 */
export function splitPastedQuery(path: string): { path: string; query: string } | null {
  const found = separator.exec(path);
  if (found === null || found.index < 2) return null;
  const pairs = path.slice(found.index + found[0].length);
  if (pairs.indexOf("=") < 1) return null;
  return { path: path.slice(0, found.index), query: pairs.replaceAll("&amp;", "&") };
}

function decoded(part: string): string | null {
  try {
    return decodeURIComponent(part).toWellFormed();
  } catch {
    return null;
  }
}

function isLowSurrogate(code: number): boolean {
  return (code & 0xfc00) === 0xdc00;
}
