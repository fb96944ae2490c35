import { randomBytes } from "node:crypto";
import type { Context } from "../context.ts";
import { AddressRefused } from "../kit/address-guard.ts";
import type { Connections } from "../kit/outgoing.ts";
import { AnswerLate, postGuarded } from "../kit/outgoing-post.ts";
import { type AttemptResult, answered, unanswered } from "./delivery.ts";
import type { EncodeWebhook, ToldEvent } from "./webhook-request.ts";

export interface SendParts extends Pick<Context, "clock"> {
  readonly connections: Connections;
  readonly encode: EncodeWebhook;
}

export interface SentWebhook {
  readonly result: AttemptResult;
  /** The beginning of what the receiver said. */
  readonly answer: Buffer;
}

const WITHIN_MS = 5_000;
const REQUEST_ID_BYTES = 16;
/** So much of an answer is read; what comes after is cut off with its connection. */
const MOST_ANSWER = 4_096;

const NOTHING = Buffer.alloc(0);

/** One attempt. Whatever happens on the way is its result. */
export async function sendWebhook(
  { connections, encode, clock }: SendParts,
  event: ToldEvent,
  { url, secrets }: { readonly url: string; readonly secrets: readonly string[] },
): Promise<SentWebhook> {
  const requestId = randomBytes(REQUEST_ID_BYTES).toString("hex");
  const { headers, body } = encode(event, { secrets, at: clock(), requestId });
  try {
    const post = { headers, body, withinMs: WITHIN_MS, maxBytes: MOST_ANSWER };
    const answer = await postGuarded(new URL(url), connections, post);
    return { result: answered(answer.status, url), answer: answer.body };
  } catch (error) {
    return { result: unanswered(reasonOf(error), url), answer: NOTHING };
  }
}

const CODE = /^[A-Z][A-Z0-9_]{2,60}$/;

/** In words that give away no address. */
function reasonOf(error: unknown): string {
  if (error instanceof AddressRefused) {
    return error.message === "url_not_https"
      ? "plain http is not allowed"
      : "the address is private or reserved";
  }
  if (error instanceof AnswerLate) return "no answer within 5 s";
  const code =
    error instanceof Error && "code" in error && typeof error.code === "string" ? error.code : "";
  return CODE.test(code) ? code : "the connection failed";
}
