import { createHash } from "node:crypto";
import { Fault } from "../kit/fault.ts";
import { byteCount } from "../kit/text.ts";

/** Whose browsers: those that subscribed on a link, or on the links of groups, or the members'. */
export type PushAudience =
  | { readonly kind: "link"; readonly linkId: number }
  | { readonly kind: "groups"; readonly groupIds: readonly number[] }
  | { readonly kind: "members" };

/** What a person is to see. */
export interface PushContent {
  readonly title: string;
  /** "" for none. */
  readonly body: string;
  /** What a tap opens; "" for nothing. */
  readonly url: string;
}

/** A message on its way. */
export interface PushMessage extends PushContent {
  readonly id: number;
  readonly workspaceId: number;
  readonly audience: PushAudience;
  readonly topic: string;
  readonly createdAt: Date;
  /** A browser that is not online by then never gets it. */
  readonly expiresAt: Date;
}

/**
 * What the service worker reads from `event.data.json()`. It shows `title` and `body` without an icon,
 * under `tag`, so that a message which comes twice is seen once, and opens `url` on a tap.
 */
export interface PushPayload extends PushContent {
  readonly tag: string;
}

export const DAY_MS = 24 * 3_600_000;

/** One record of aes128gcm in the 4,096 bytes that every push service takes (RFC 8030, RFC 8291). */
const MOST_PAYLOAD_BYTES = 3_993;

export function encodePayload({
  title,
  body,
  url,
  topic,
}: PushContent & { topic: string }): string {
  return JSON.stringify({ title, body, url, tag: topic } satisfies PushPayload);
}

/** Refuses what would not fit into one message, whatever its topic. */
export function checkContent(content: PushContent): void {
  const bytes = byteCount(encodePayload({ ...content, topic: makeTopic("") }));
  const max = MOST_PAYLOAD_BYTES;
  if (bytes > max)
    throw new Fault("field_invalid", { field: "body", reason: "push_too_large", max });
}

/** 32 characters of base64url, as many as a `Topic` has (RFC 8030). */
export function makeTopic(about: string): string {
  return createHash("sha256").update(about).digest("base64url").slice(0, 32);
}
