import type { SidePath } from "../../links/address.ts";
import type { FoundLink, LinkFinder } from "../../links/find-link.ts";
import type { AnswerParts } from "./answer-parts.ts";
import { answerStatistics, type StatisticsParts } from "./answer-statistics.ts";
import { answerSubscription } from "./answer-subscription.ts";
import { answerQr, type QrParts, sendBadWish } from "./qr/answer-qr.ts";
import { readWish } from "./qr/read-wish.ts";
import { sendNotFound, sendWrongMethod } from "./refusals.ts";
import type { Visit } from "./visit.ts";

export interface SideParts extends QrParts, StatisticsParts, AnswerParts {
  readonly context: QrParts["context"] & StatisticsParts["context"] & AnswerParts["context"];
  readonly finder: LinkFinder;
}

/** Answers what is asked about a link rather than of it: none of it is a visit, and none counts. */
export async function answerSide(
  parts: SideParts,
  visit: Visit,
  { side, linkPath }: SidePath,
): Promise<void> {
  if (side === "stats") {
    const found = await findLink(parts, visit);
    if (found === null) sendNotFound(visit, visit);
    else await answerStatistics(parts, visit, found);
    return;
  }
  if (side === "subscribe") {
    const found = await findLink(parts, visit);
    if (found === null) sendNotFound(visit, visit);
    else await answerSubscription(parts, { ...visit, path: linkPath }, found);
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
  const found = await findLink(parts, visit);
  if (found === null) sendNotFound(visit, visit);
  else await answerQr(parts, visit, { found, linkPath, wish });
}

/** Null where there is none, or none any more. */
async function findLink(
  { finder, context }: SideParts,
  { host, slug }: Visit,
): Promise<FoundLink | null> {
  const found = await finder.find(host, slug);
  const deletesAtMs = found?.link.deletesAtMs ?? null;
  return deletesAtMs !== null && context.clock().getTime() >= deletesAtMs ? null : found;
}
