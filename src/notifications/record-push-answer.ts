import { LRUCache } from "lru-cache";
import type { Context } from "../context.ts";
import { outcomeOf } from "./push-outcome.ts";

const HOUR_MS = 3_600_000;
/** Visitors bring the addresses of push services, so their number must not grow without end. */
const MAX_HOSTS = 1_000;

interface RecordPushAnswerDeps extends Pick<Context, "clock" | "log"> {
  /** Counts an answer by its status; null where none came. */
  readonly count: (status: number | null) => void;
}

/**
 * Counts every answer of a push service. Logs a refusal (such as 401, 403 or 413), which no retry
 * and no visitor can mend, once an hour and host.
 */
export function makeRecordPushAnswer({
  clock,
  log,
  count,
}: RecordPushAnswerDeps): Context["recordPushAnswer"] {
  const loggedAt = new LRUCache<string, number>({ max: MAX_HOSTS });
  return (host, status) => {
    count(status);
    const at = clock();
    if (status === null || outcomeOf(status, null, at).kind !== "refused") return;
    if (at.getTime() - (loggedAt.get(host) ?? Number.NEGATIVE_INFINITY) < HOUR_MS) return;
    loggedAt.set(host, at.getTime());
    log.warn({ host, status }, "a push service refuses messages; the subscriptions stay");
  };
}
