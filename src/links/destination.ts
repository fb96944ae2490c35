import { Fault } from "../kit/fault.ts";
import { parseWebUrl } from "../kit/web-url.ts";
import { hostOfUrl } from "./address.ts";

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

/** The URL to store. Refusals are `url_refused`. */
export function parseDestination(text: string, rule: DestinationRule): string {
  const { field, isLinkHost, httpsOnly = false } = rule;
  const { url, stored } = parseWebUrl(text, { code: "url_refused", field, httpsOnly });
  if (isLinkHost(hostOfUrl(url))) throw new Fault("url_refused", { field, reason: "url_loop" });
  return stored;
}

/**
 * Where a webhook may be sent as far as its text tells; where its name leads is asked apart.
 * Refusals are `webhook_url_refused`.
 */
export function parseWebhookUrl(text: string, { field, allowHttp }: WebhookUrlRule): string {
  return parseWebUrl(text, { code: "webhook_url_refused", field, httpsOnly: !allowHttp }).stored;
}
