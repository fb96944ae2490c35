import type { Context } from "../../context.ts";
import { Fault } from "../../kit/fault.ts";
import { parseJson, readUtf8 } from "../../kit/json.ts";
import type { FoundLink } from "../../links/find-link.ts";
import { readMarker } from "../../links/marker.ts";
import { judge, type Verdict } from "../../links/verdict.ts";
import type { PushSubscription } from "../../notifications/push-subscription.ts";
import { subscribeVisitor } from "../../notifications/subscribe-visitor.ts";
import { type FormParts, isSecure } from "./answer-form.ts";
import { holdsPass, lockOf } from "./lock.ts";
import { personOf } from "./person.ts";
import { readBody } from "./read-body.ts";
import { sendNotFound, sendWrongMethod } from "./refusals.ts";
import { sendText } from "./send.ts";
import { subscriberCookie } from "./subscriber-cookie.ts";
import type { Visit } from "./visit.ts";

export interface SubscriptionParts extends FormParts {
  readonly context: FormParts["context"] & Pick<Context, "db" | "hosts" | "site">;
}

/** What the page of a subscription link sends. */
interface SentSubscription {
  readonly marker: string;
  readonly subscription: PushSubscription;
}

const JSON_TYPE = /^application\/json[\t ]*(?:;|$)/i;

/** Stores where a browser takes messages: what the subscription page sends to `/<link id>/subscribe`. */
export async function answerSubscription(
  parts: SubscriptionParts,
  visit: Visit,
  found: FoundLink,
): Promise<void> {
  const { link, settings } = found;
  const atMs = parts.context.clock().getTime();
  if (!settings.subscribes) return sendNotFound(visit, visit);
  if (visit.method !== "POST") return sendWrongMethod(visit, "POST");
  const sent = await readSubscription(visit);
  if (sent === null) return;
  const { workspaceId, id: linkId } = link;
  const { markerKey } = parts.context.keys;
  if (
    readMarker(markerKey, { page: "subscribe", workspaceId, linkId }, sent.marker, atMs) === null
  ) {
    return sendText(visit, 403, "marker: it is not one of this link's page, or too old.");
  }
  const refusal = refusalOf(parts, visit, found, atMs);
  if (refusal !== null) return sendText(visit, ...refusal);
  await store(parts, visit, found, sent.subscription);
}

async function store(
  parts: SubscriptionParts,
  visit: Visit,
  found: FoundLink,
  subscription: PushSubscription,
): Promise<void> {
  const { link, origin } = found;
  let endpointHash: Buffer;
  try {
    endpointHash = await subscribeVisitor(parts.context, {
      workspaceId: link.workspaceId,
      linkId: link.id,
      groupId: link.groupId,
      euid: personOf(parts, visit.path, found),
      origin,
      address: parts.readClient(visit.request).address,
      subscription,
    });
  } catch (error) {
    return sendFault(visit, error);
  }
  const { passKey } = parts.context.keys;
  const cookie = subscriberCookie(passKey, { origin, endpointHash }, isSecure(parts, visit, found));
  sendText(visit, 204, "", ["Set-Cookie", cookie]);
}

/** What is neither refused nor a lack of room is not this answer's to give. */
function sendFault(visit: Visit, error: unknown): void {
  if (!(error instanceof Fault)) throw error;
  const { code, params } = error;
  if (code === "field_invalid") {
    sendText(visit, 400, `subscription: ${params["field"]} is not one of a browser's.`);
  } else if (code === "rate_limited") {
    const retry = ["Retry-After", String(params["seconds"] ?? 60)];
    sendText(visit, 429, "Too many new browsers from this network.", retry);
  } else {
    throw error;
  }
}

/** Null where it is answered already, or the visitor went away. */
async function readSubscription(visit: Visit): Promise<SentSubscription | null> {
  const { request } = visit;
  if (!JSON_TYPE.test(request.headers["content-type"] ?? "")) {
    sendText(visit, 415, "The body is JSON.", ["Accept-Post", "application/json"]);
    return null;
  }
  const body = await readBody(request);
  if (body === "broken-off") return null;
  if (body === "too-large") {
    sendText(visit, 413, "The body is at most 4 KiB.", ["Connection", "close"]);
    return null;
  }
  const sent = decode(body);
  if (sent === null) sendText(visit, 400, "The body is a marker and a subscription.");
  return sent;
}

/** Browsers put more into it than is asked for, so what is not known is left. */
function decode(body: Buffer): SentSubscription | null {
  let value: unknown;
  try {
    value = parseJson(readUtf8(body));
  } catch {
    return null;
  }
  const subscription = memberOf(value, "subscription");
  const keys = memberOf(subscription, "keys");
  const texts = [
    memberOf(value, "marker"),
    memberOf(subscription, "endpoint"),
    memberOf(keys, "p256dh"),
    memberOf(keys, "auth"),
  ];
  if (!texts.every((text) => typeof text === "string")) return null;
  const [marker = "", endpoint = "", p256dh = "", auth = ""] = texts;
  return { marker, subscription: { endpoint, p256dh, auth } };
}

function memberOf(value: unknown, name: string): unknown {
  if (typeof value !== "object" || value === null || !Object.hasOwn(value, name)) return undefined;
  return (value as Record<string, unknown>)[name];
}

/** The link's own rows hold here too, but for its limit, which is about forwards. */
function refusalOf(
  parts: SubscriptionParts,
  visit: Visit,
  found: FoundLink,
  atMs: number,
): readonly [status: number, text: string] | null {
  const lock = lockOf(found);
  const unlocked = lock === null || holdsPass(parts, visit, lock, atMs);
  const verdict = judge(found.settings, { atMs, unlocked, forwards: 0, asked: true });
  return refusals[verdict.kind];
}

const refusals: Readonly<Record<Verdict["kind"], readonly [number, string] | null>> = {
  open: null,
  asks: null,
  full: null,
  early: [403, "The link is not open yet."],
  expired: [410, "The link has ended."],
  locked: [401, "The link needs its password first."],
};
