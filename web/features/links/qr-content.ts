import { shortUrl } from "./address.ts";
import type { LinkWithEffective } from "./queries.ts";

/** As many bytes as the largest QR code holds at error correction M. */
const MOST_BYTES = 2_331;

/**
 * What the code of a link says, as the server's own `/qr` image does: the short URL with the marker
 * of scans, or the destination where codes bypass the link and nothing stands before it.
 * `now` is the wall clock of the workspace.
 */
export function qrContent(link: LinkWithEffective, now: string): string {
  const word = (name: string) => link.effective[name]?.value ?? null;
  const opens = word("strtYmdt");
  const closes = word("endYmdt");
  const open =
    word("pwdYn") !== "Y" &&
    !word("acesMaxCnt") &&
    (opens === null || now >= String(opens)) &&
    (closes === null || now <= String(closes));
  const bypasses = word("qrBypassYn") === "Y" && open;
  if (bypasses && new TextEncoder().encode(link.url).length <= MOST_BYTES) return link.url;
  return `${shortUrl(link)}?qr`;
}
