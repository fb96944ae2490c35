import type { PushSubscription as WireSubscription } from "web-push";
import type { Context } from "../context.ts";
import { AddressRefused } from "../kit/address-guard.ts";
import { postGuarded } from "../kit/outgoing-post.ts";
import { encodePayload, type PushMessage } from "./push-message.ts";
import { outcomeOf, type PushOutcome } from "./push-outcome.ts";
import type { PushSubscription } from "./push-subscription.ts";

/** Hands one message to one browser's push service. Never throws: what went wrong is an outcome. */
export type DeliverPush = (to: PushSubscription) => Promise<PushOutcome>;

type Parts = Pick<Context, "keys" | "site" | "clock" | "pushConnections" | "recordPushAnswer">;

const WITHIN_MS = 10_000;
const MOST_ANSWER_BYTES = 1_024;

/** The library, which encrypts and signs, is loaded at the first message. */
export async function openDelivery(ctx: Parts, message: PushMessage): Promise<DeliverPush> {
  const { default: webPush } = await import("web-push");
  const payload = encodePayload(message);
  const { publicKey, privateKey } = ctx.keys.vapid;
  const vapidDetails = { subject: subjectOf(ctx.site.publicOrigin), publicKey, privateKey };
  const { topic, expiresAt } = message;
  return async ({ endpoint, p256dh, auth }) => {
    const ttl = Math.max(0, Math.floor((expiresAt.getTime() - ctx.clock().getTime()) / 1_000));
    const to: WireSubscription = { endpoint, keys: { p256dh, auth } };
    const options = { vapidDetails, TTL: ttl, urgency: "normal", topic } as const;
    const { host } = new URL(endpoint);
    try {
      const { headers, body } = webPush.generateRequestDetails(to, payload, options);
      const answer = await postGuarded(new URL(endpoint), ctx.pushConnections, {
        headers: withTexts(headers),
        body,
        withinMs: WITHIN_MS,
        maxBytes: MOST_ANSWER_BYTES,
      });
      ctx.recordPushAnswer(host, answer.status);
      return outcomeOf(answer.status, answer.retryAfter, ctx.clock());
    } catch (error) {
      ctx.recordPushAnswer(host, null);
      // A name may lead elsewhere than when it was subscribed.
      return error instanceof AddressRefused
        ? { kind: "refused" }
        : { kind: "later", seconds: null };
    }
  };
}

/** Lower-case: `postGuarded` adds a length of its own. */
function withTexts(headers: Readonly<Record<string, unknown>>): Record<string, string> {
  return Object.fromEntries(
    Object.entries(headers).map(([name, value]) => [name.toLowerCase(), String(value)]),
  );
}

/** Whom a push service turns to (RFC 8292): https, or something that looks like mail. */
function subjectOf(publicOrigin: string): string {
  const { protocol, hostname } = new URL(publicOrigin);
  return protocol === "https:" ? publicOrigin : `mailto:push@${hostname}`;
}
