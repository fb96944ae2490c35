import type { SidePath } from "../../links/address.ts";
import type { LinkFinder } from "../../links/find-link.ts";
import { answerQr, type QrParts, sendBadWish } from "./qr/answer-qr.ts";
import { readWish } from "./qr/read-wish.ts";
import { sendNotFound, sendWrongMethod } from "./refusals.ts";
import type { Visit } from "./visit.ts";

export interface SideParts extends QrParts {
  readonly finder: LinkFinder;
}

/** Answers what is asked about a link rather than of it: none of it is a visit, and none counts. */
export async function answerSide(
  parts: SideParts,
  visit: Visit,
  { side, linkPath }: SidePath,
): Promise<void> {
  if (side === "stats") {
    sendNotFound(visit, visit);
    return;
  }
  if (visit.method === "POST") {
    sendWrongMethod(visit, "GET, HEAD");
    return;
  }
  const wish = readWish(visit.query);
  if (typeof wish === "string") {
    sendBadWish(visit, wish);
    return;
  }
  const found = await parts.finder.find(visit.host, visit.slug);
  const deletesAtMs = found?.link.deletesAtMs ?? null;
  const gone = deletesAtMs !== null && parts.context.clock().getTime() >= deletesAtMs;
  if (found === null || gone) sendNotFound(visit, visit);
  else await answerQr(parts, visit, { found, linkPath, wish });
}
