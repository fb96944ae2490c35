import { Fault, type FaultCode } from "../kit/fault.ts";
import { byteCount } from "../kit/text.ts";
import { hostOfUrl } from "./address.ts";

const maxBytes = 3_000;

/** Text that means the same to every reader of a `Location`. */
const plainUrl = /^https?:\/\/[A-Za-z0-9[][\w\-.~:/?#[\]@!$&'()*+,;=%]*$/;

const withoutHost = /^https?:[/\\]*(?:[?#]|$)/i;

export interface DestinationRule {
  readonly field: string;
  /** Asked with the URL's host as an address has it. */
  readonly isLinkHost: (host: string) => boolean;
  readonly httpsOnly?: boolean;
}

export interface WebhookUrlRule {
  readonly field: string;
  /** The operator allows plain http. */
  readonly allowHttp: boolean;
}

/**
 * The URL to store: as sent where it is plain ASCII, else as the URL standard writes it, so always
 * fit for a header. Refusals are `url_refused`. User names in a URL are the owner's affair.
 */
export function parseDestination(text: string, rule: DestinationRule): string {
  const { field, isLinkHost, httpsOnly = false } = rule;
  const { url, stored } = readUrl(text, { code: "url_refused", field, httpsOnly });
  if (isLinkHost(hostOfUrl(url))) throw new Fault("url_refused", { field, reason: "url_loop" });
  return stored;
}

/**
 * Where a webhook may be sent as far as its text tells; where its name leads is asked apart.
 * Refusals are `webhook_url_refused`.
 */
export function parseWebhookUrl(text: string, { field, allowHttp }: WebhookUrlRule): string {
  return readUrl(text, { code: "webhook_url_refused", field, httpsOnly: !allowHttp }).stored;
}

function readUrl(
  text: string,
  { code, field, httpsOnly }: { code: FaultCode; field: string; httpsOnly: boolean },
): { url: URL; stored: string } {
  const sent = text.trim();
  if (byteCount(sent) > maxBytes) {
    throw new Fault(code, { field, reason: "url_too_long", max: maxBytes });
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
