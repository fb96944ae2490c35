/** What ends the part of a URL that it was meant for. */
const ESCAPES = { "#": "%23", "/": "%2F", "?": "%3F", "%": "%25" } as const;
type Escaped = keyof typeof ESCAPES;

/**
 * Returns what is wrong with the URL of a server that takes a user name and a password, without any
 * part of the URL; null where it is right. `schemes` are names without the colon.
 */
export function findCredentialUrlProblem(text: string, schemes: readonly string[]): string | null {
  const form = `must be a ${schemes.map((scheme) => `${scheme}://`).join(" or ")} URL`;
  const scheme = schemes.find((name) => text.startsWith(`${name}://`));
  if (scheme === undefined) return form;
  // A user and no host is the local socket's; `pg` reads it so, and the URL parser does not.
  const readable = text.replace("@/", "@localhost/");
  const unescaped = findUnescaped(text.slice(scheme.length + 3), readable);
  if (unescaped !== null) {
    return `has a ${unescaped} in its user name or password that must be written as ${ESCAPES[unescaped]}`;
  }
  return URL.canParse(readable) ? null : form;
}

function findUnescaped(rest: string, url: string): Escaped | null {
  // The URL of a server has no fragment.
  if (rest.includes("#")) return "#";
  const end = rest.search(/[/?]/);
  if (end < 0 || rest.slice(0, end).includes("@")) return isDecodable(url) ? null : "%";
  // The host ended before the `@` that it follows, unless that belongs to a path or a parameter.
  const at = rest.lastIndexOf("@");
  const between = rest.slice(end, Math.max(end, at));
  const cutOff = !/[=&]/.test(between) && rest.slice(at).includes("/");
  if (at < end || (URL.canParse(url) && !cutOff)) return null;
  return rest[end] === "/" ? "/" : "?";
}

function isDecodable(url: string): boolean {
  if (!URL.canParse(url)) return true;
  const { username, password } = new URL(url);
  // `pg` takes a % that begins no escape for itself.
  if (/%(?![\da-f]{2})/i.test(username + password)) return true;
  try {
    decodeURIComponent(username + password);
    return true;
  } catch {
    return false;
  }
}
