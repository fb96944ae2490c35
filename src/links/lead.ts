import { comparableUrl } from "../kit/web-url.ts";

/** What a link leads to on which host: links are reused within one. */
export interface Lead {
  readonly host: string;
  readonly url: string;
}

/** Equal for leads that are one. */
export function keyOfLead({ host, url }: Lead): string {
  return `${host} ${comparableUrl(url)}`;
}
