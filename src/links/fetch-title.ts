import { reachOf } from "../kit/address-guard.ts";
import { getGuarded, type OutgoingAnswer } from "../kit/outgoing.ts";
import { pageTitle } from "./page-title.ts";

/** The title of the page at a URL, or null where there is none to be had, whatever the reason. */
export async function fetchTitle(
  url: string,
  {
    allowPrivate,
    withinMs = 3_000,
  }: { readonly allowPrivate: boolean; readonly withinMs?: number },
): Promise<string | null> {
  const answer = await ask(url, allowPrivate, withinMs);
  return answer !== null && isPage(answer) ? pageTitle(answer.body, answer.contentType) : null;
}

function ask(url: string, allowPrivate: boolean, withinMs: number): Promise<OutgoingAnswer | null> {
  const at = URL.parse(url);
  if (at === null) return Promise.resolve(null);
  return getGuarded(at, {
    reach: reachOf(allowPrivate),
    withinMs,
    maxBytes: 256 * 1_024,
    maxRedirects: 5,
    accept: "text/html, application/xhtml+xml",
  }).catch(() => null);
}

function isPage({ status, contentType, contentEncoding }: OutgoingAnswer): boolean {
  return (
    status >= 200 &&
    status < 300 &&
    contentEncoding === "identity" &&
    /^(?:text\/html|application\/xhtml\+xml)\s*(?:;|$)/i.test(contentType)
  );
}
