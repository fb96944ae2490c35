import { reachOf } from "../kit/address-guard.ts";
import { getGuarded, type OutgoingAnswer, type OutgoingLimits } from "../kit/outgoing.ts";
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
    isEnough: makeTitleWatch(),
  }).catch(() => null);
}

const TITLE_END = "</title";
/** A page may name its charset behind its title, but within so many bytes. */
const CHARSET_WITHIN = 1_024;
/** Each reads all that came, and a hostile page may write the end of a title a thousand times. */
const MAX_LOOKS = 10;

/** True once a page that comes in pieces has brought its title: some end late, or never. */
function makeTitleWatch(): NonNullable<OutgoingLimits["isEnough"]> {
  let tail = "";
  let bytes = 0;
  let ended = false;
  let looks = 0;
  return (piece, body, { "content-type": contentType = "" }) => {
    const text = tail + piece.toString("latin1").toLowerCase();
    tail = text.slice(-TITLE_END.length);
    bytes += piece.length;
    ended ||= text.includes(TITLE_END);
    if (!ended || looks === MAX_LOOKS) return false;
    if (bytes < CHARSET_WITHIN && !/charset/i.test(contentType)) return false;
    looks += 1;
    ended = false;
    return pageTitle(body(), contentType) !== null;
  };
}

function isPage({ status, contentType, contentEncoding }: OutgoingAnswer): boolean {
  return (
    status >= 200 &&
    status < 300 &&
    contentEncoding === "identity" &&
    /^(?:text\/html|application\/xhtml\+xml)\s*(?:;|$)/i.test(contentType)
  );
}
