import { Fault } from "../../kit/fault.ts";
import { within } from "../../kit/within.ts";
import { findSubscriber } from "../../notifications/find-subscriber.ts";
import { joinSubscriber } from "../../notifications/join-subscriber.ts";
import { isSecure } from "./answer-form.ts";
import type { AnswerParts } from "./answer-parts.ts";
import type { Arrival } from "./arrival.ts";
import { askedCookie, askedMark } from "./asked-cookie.ts";
import { personOf } from "./person.ts";
import { readSubscriber, subscriberCookie } from "./subscriber-cookie.ts";
import { type Headers, noHeaders } from "./visit.ts";

const PATIENCE_MS = 1_000;

/** The subscription that a browser says it has on this domain, by its cookie; null: none. */
export function subscriberOf(
  { context }: Pick<AnswerParts, "context">,
  { visit, found }: Pick<Arrival, "visit" | "found">,
): Buffer | null {
  return readSubscriber(context.keys.passKey, visit.request.headers.cookie, found.origin);
}

/**
 * Joins a browser to this link and its group, without asking. Returns the headers that its answer
 * carries; null where the subscription lives no more, so that the browser is asked. Where the store
 * does not answer in time the visitor goes on, and is joined at a later visit.
 */
export async function joinPlace(
  parts: AnswerParts,
  arrival: Arrival,
  endpointHash: Buffer,
): Promise<Headers | null> {
  const { visit, found } = arrival;
  const { link, origin } = found;
  const { context } = parts;
  const euid = personOf(parts, visit.path, found);
  const { workspaceId, id: linkId, groupId } = link;
  const at = { workspaceId, linkId, groupId, euid, origin, endpointHash };
  const join = visit.method === "HEAD" ? findSubscriber : joinSubscriber;
  try {
    if (!(await within(PATIENCE_MS, join(context, at)))) return null;
  } catch (error) {
    if (error instanceof Fault && error.code === "busy") return noHeaders;
    throw error;
  }
  const { passKey } = context.keys;
  const secure = isSecure(parts, visit, found);
  const asked = askedCookie(visit.request.headers.cookie, askedMark(passKey, link), secure);
  const subscriber = subscriberCookie(passKey, { origin, endpointHash }, secure);
  return ["Set-Cookie", asked, "Set-Cookie", subscriber];
}
