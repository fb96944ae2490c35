import { withoutRootDot } from "../workspaces/domain.ts";

const longestHost = 100;

/** Apps say where a visit comes from by their package: `android-app://com.slack/`. */
const origin = /^(https?|android-app|ios-app):\/\/([^/?#\\]{1,300})/i;

/** The host of a `Referer` header, lower-case, without `www.`; "" where it names none. */
export function referrerHost(text: string): string {
  const [, scheme = "", named] = origin.exec(text) ?? [];
  if (named === undefined) return "";
  const host = /^h/i.test(scheme) ? hostOf(named) : named.toLowerCase();
  if (!/^[\w.:[\]-]+$/.test(host)) return "";
  return host.length > longestHost ? endOf(host) : host;
}

function hostOf(authority: string): string {
  // Node hands the bytes of a header over as Latin-1 characters.
  const url = URL.parse(`http://${Buffer.from(authority, "latin1").toString()}`);
  return url === null ? "" : withoutRootDot(url.hostname).replace(/^www\.(?=.+\.)/, "");
}

/** Whose a host is stands at its end. */
function endOf(host: string): string {
  return host.slice(-longestHost).replace(/^[^.]*\.?/, "");
}
