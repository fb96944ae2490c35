import { Fault, type FaultCode } from "./fault.ts";
import { byteCount } from "./text.ts";

export const MOST_URL_BYTES = 3_000;

/** Text that means the same to every reader of a `Location`. */
const plainUrl = /^https?:\/\/[A-Za-z0-9[][\w\-.~:/?#[\]@!$&'()*+,;=%]*$/;

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
  const sent = text.trim();
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
