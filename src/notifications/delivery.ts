/** Which of a workspace's events: its click has at most one. */
export interface DeliveryKey {
  readonly workspaceId: number;
  readonly clickId: number;
}

/** What a job is told of an attempt. One whose turn has passed does nothing. */
export interface DeliveryJob extends DeliveryKey {
  readonly turn: number;
}

export const DELIVERY_STATUSES = ["pending", "delivered", "dead"] as const;
export type DeliveryStatus = (typeof DELIVERY_STATUSES)[number];

/** How a delivery stands, as an operator reads it. */
export interface Delivery extends DeliveryKey {
  readonly eventId: string;
  readonly groupId: number | null;
  readonly origin: string;
  readonly slug: string;
  /** Where the last attempt went; null before the first. */
  readonly url: string | null;
  readonly status: DeliveryStatus;
  readonly attempts: number;
  readonly lastStatus: number | null;
  readonly lastError: string | null;
  readonly registeredAt: Date;
  readonly nextAt: Date | null;
}

const SECOND = 1;
const MINUTE = 60 * SECOND;
const HOUR = 60 * MINUTE;

/** After the first failure, the second, and so on. */
const RETRY_SECONDS = [
  5 * SECOND,
  30 * SECOND,
  2 * MINUTE,
  10 * MINUTE,
  30 * MINUTE,
  2 * HOUR,
  6 * HOUR,
  12 * HOUR,
  24 * HOUR,
];
const SPREAD = 0.1;

/** How long to wait after so many failures, up to a tenth less or more as `chance` (0 to 1) says; null: no more. */
export function retryMs(failures: number, chance: number): number | null {
  const seconds = RETRY_SECONDS[failures - 1];
  return seconds === undefined ? null : seconds * 1_000 * (1 + SPREAD * (2 * chance - 1));
}

/** What came of one attempt. */
export interface AttemptResult {
  /** HTTP; null where no answer came. */
  readonly status: number | null;
  /** Null where it was delivered. */
  readonly error: string | null;
  readonly url: string | null;
  /** False where it was not even tried: the webhook is off, or gone. */
  readonly sent: boolean;
  /** There is no use in trying again. */
  readonly final: boolean;
}

const GONE = 410;

/** The receiver's answer. Redirects are one too: they are not followed. */
export function answered(status: number, url: string): AttemptResult {
  const delivered = status >= 200 && status < 300;
  const error = delivered ? null : `HTTP ${status}`;
  return { status, error, url, sent: true, final: status === GONE };
}

export function unanswered(error: string, url: string): AttemptResult {
  return { status: null, error, url, sent: true, final: false };
}

export function unsent(error: string, final: boolean): AttemptResult {
  return { status: null, error, url: null, sent: false, final };
}

export interface Settled {
  readonly status: DeliveryStatus;
  readonly nextAt: Date | null;
}

/** How the delivery stands after an attempt that was the round's `tries`-th. */
export function settle(
  { error, final }: AttemptResult,
  tries: number,
  { at, chance }: { readonly at: Date; readonly chance: number },
): Settled {
  if (error === null) return { status: "delivered", nextAt: null };
  const waitMs = final ? null : retryMs(tries, chance);
  if (waitMs === null) return { status: "dead", nextAt: null };
  return { status: "pending", nextAt: new Date(at.getTime() + waitMs) };
}

/** So many dead in a row, and the webhook is disabled. */
export const MOST_DEAD = 50;

export interface Run {
  readonly dead: number;
  readonly full: boolean;
}

/** Counts the dead in a row on; a delivered one begins anew, and what was not sent says nothing. */
export function countDead(
  before: number,
  attempts: readonly { readonly sent: boolean; readonly status: DeliveryStatus }[],
): Run {
  let dead = before;
  for (const { sent, status } of attempts) {
    if (status === "delivered") dead = 0;
    else if (status === "dead" && sent) dead += 1;
    if (dead >= MOST_DEAD) return { dead: 0, full: true };
  }
  return { dead, full: false };
}
