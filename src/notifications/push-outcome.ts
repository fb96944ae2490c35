/** What a push service made of one message to one browser. */
export type PushOutcome =
  | { readonly kind: "taken" }
  /** The browser unsubscribed, or there is none any more. */
  | { readonly kind: "gone" }
  /** Not now; `seconds` where the service said when. */
  | { readonly kind: "later"; readonly seconds: number | null }
  /** Never this message. */
  | { readonly kind: "refused" };

const LONGEST_WAIT_SECONDS = 3_600;
/** Waits are rounded up to a step, so that browsers with nearly the same share a job. */
const STEP_SECONDS = 30;
/** Before the second, third and fourth try. */
const WAITS_SECONDS = [30, 300, 1_800] as const;

export function outcomeOf(status: number, retryAfter: string | null, at: Date): PushOutcome {
  if (status >= 200 && status < 300) return { kind: "taken" };
  if (status === 404 || status === 410) return { kind: "gone" };
  if (status === 429 || status >= 500) return { kind: "later", seconds: parseWait(retryAfter, at) };
  return { kind: "refused" };
}

/** How long to wait after so many tries; null: no more of them. What the service said counts if longer. */
export function waitSeconds(tries: number, said: number | null): number | null {
  const own = WAITS_SECONDS[tries - 1];
  if (own === undefined) return null;
  const wanted = Math.min(Math.max(own, said ?? 0), LONGEST_WAIT_SECONDS);
  return Math.ceil(wanted / STEP_SECONDS) * STEP_SECONDS;
}

/** Seconds or a date, as `Retry-After` may be; null for what is neither. */
function parseWait(text: string | null, at: Date): number | null {
  if (text === null) return null;
  if (/^\d{1,9}$/.test(text)) return Number(text);
  const ms = Date.parse(text) - at.getTime();
  return Number.isNaN(ms) ? null : Math.max(0, Math.ceil(ms / 1_000));
}
