import { Fault, type FaultCode } from "./fault.ts";
import { byteCount, trimUnseen } from "./text.ts";

export const MOST_URL_BYTES = 3_000;

/** Text that means the same to every reader of a `Location`. */
const plainUrl = /^https?:\/\/[A-Za-z0-9[][\w\-.~:/?#[\]@!$&'()*+,;=%]*$/;

/** Scheme and user, then the host. */
const HOST = /^(https?:\/\/(?:[^/?#]*@)?)([^/?#]*)/i;

const withoutHost = /^https?:[/\\]*(?:[?#]|$)/i;

export interface WebUrlRule {
  /** What a refusal is called. */
  readonly code: FaultCode;
  readonly field: string;
  readonly httpsOnly: boolean;
}

/**
 * An http or https URL. `stored` is the text as sent where it is plain ASCII, else as the URL
 * standard writes it, so always fit for a header. User names in a URL are the owner's affair.
 */
export function parseWebUrl(
  text: string,
  { code, field, httpsOnly }: WebUrlRule,
): { readonly url: URL; readonly stored: string } {
  const sent = trimUnseen(text);
  if (byteCount(sent) > MOST_URL_BYTES) {
    throw new Fault(code, { field, reason: "url_too_long", max: MOST_URL_BYTES });
  }
  if (!sent.isWellFormed() || /\p{Cc}/u.test(sent)) {
    throw new Fault(code, { field, reason: "url_unreadable" });
  }
  if (withoutHost.test(sent)) throw new Fault(code, { field, reason: "url_no_host" });
  const url = URL.parse(sent);
  if (url === null) throw new Fault(code, { field, reason: "url_unreadable" });
  if (url.protocol !== "https:" && (httpsOnly || url.protocol !== "http:")) {
    throw new Fault(code, { field, reason: httpsOnly ? "url_not_https" : "url_scheme" });
  }
  return { url, stored: plainUrl.test(sent) ? sent : url.href };
}

/** A stored URL with its scheme and host in lower case: equal for URLs that differ in nothing else. */
export function comparableUrl(stored: string): string {
  const [start = "", before = "", host = ""] = HOST.exec(stored) ?? [];
  const scheme = before.slice(0, before.indexOf(":"));
  return (
    scheme.toLowerCase() +
    before.slice(scheme.length) +
    host.toLowerCase() +
    stored.slice(start.length)
  );
}
