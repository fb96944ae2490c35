/** Links are named by host and id in the dashboard's addresses, and by origin and id in the API. */
export interface LinkAddress {
  readonly host: string;
  readonly linkId: string;
}

export const hostOf = (origin: string): string => origin.replace(/^https?:\/\//, "");

/** The API reads a link domain with a scheme and looks at its host only. */
export const linkName = ({ host, linkId }: LinkAddress) => ({ linkId, domain: `https://${host}` });

export function shortUrl(link: { domain: string; linkId: string }): string {
  return `${link.domain}/${encodeURIComponent(link.linkId)}`;
}

/** As it is told: without scheme, in its own script. */
export const shown = (link: { domain: string; linkId: string }): string =>
  `${hostOf(link.domain)}/${link.linkId}`;

/** The address of a link that the server has just made. */
export function addressOfShortUrl(made: string): LinkAddress {
  const url = new URL(made);
  return { host: url.host, linkId: decodeURIComponent(url.pathname.slice(1)) };
}

export const withoutScheme = (url: string): string =>
  url.replace(/^https?:\/\//, "").replace(/\/$/, "");
