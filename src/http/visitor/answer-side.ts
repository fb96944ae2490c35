import type { SidePath } from "../../links/address.ts";
import type { FoundLink, LinkFinder } from "../../links/find-link.ts";
import { withoutPasted } from "../../links/pasted.ts";
import { answerStatistics, type StatisticsParts } from "./answer-statistics.ts";
import { answerSubscription, type SubscriptionParts } from "./answer-subscription.ts";
import { answerQr, type QrParts, sendBadWish } from "./qr/answer-qr.ts";
import { readWish } from "./qr/read-wish.ts";
import { sendNotFound, sendWrongMethod } from "./refusals.ts";
import type { Visit } from "./visit.ts";

export interface SideParts extends QrParts, StatisticsParts, SubscriptionParts {
  readonly context: QrParts["context"] & StatisticsParts["context"] & SubscriptionParts["context"];
  readonly finder: LinkFinder;
}

/** Answers what is asked about a link rather than of it: none of it is a visit, and none counts. */
export async function answerSide(parts: SideParts, visit: Visit, asked: SidePath): Promise<void> {
  const { side, linkPath } = asked;
  const wish = side === "qr" ? readWish(visit.query) : null;
  if (wish !== null && visit.method === "POST") return sendWrongMethod(visit, "GET, HEAD");
  if (typeof wish === "string") return sendBadWish(visit, wish);
  const found = await findLink(parts, visit);
  if (found === null) return answerPastedSide(parts, visit, asked);
  if (wish !== null) await answerQr(parts, visit, { found, linkPath, wish });
  else if (side === "stats") await answerStatistics(parts, visit, found);
  else await answerSubscription(parts, { ...visit, path: linkPath }, found);
}

/** An id may end in what text put behind it: `/Kq2dA7x./qr`. */
async function answerPastedSide(parts: SideParts, visit: Visit, asked: SidePath): Promise<void> {
  const slug = withoutPasted(visit.slug);
  if (slug === visit.slug || slug === "") sendNotFound(visit, visit);
  else await answerSide(parts, { ...visit, slug }, asked);
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
