import type { WireClick } from "../../../src/http/links-api/click-fields.ts";

/** A click of the stream, with its number. */
export interface LiveClick extends WireClick {
  readonly id: number;
}

export interface LiveLog {
  /** The newest first. */
  readonly shown: readonly LiveClick[];
  /** What came while paused, the newest first; joined on going on. */
  readonly held: readonly LiveClick[];
  readonly paused: boolean;
  readonly lastId: number;
}

export const emptyLog: LiveLog = { shown: [], held: [], paused: false, lastId: 0 };

/** As many as are kept for the half hour above the list; older ones fall out. */
const MOST_KEPT = 500;

/** A stream that reconnects may say again what it said: numbers only grow, so that is left out. */
export function heard(log: LiveLog, click: LiveClick): LiveLog {
  const known = [...log.held, ...log.shown].some((it) => it.id === click.id);
  if (known) return log;
  const lastId = Math.max(log.lastId, click.id);
  const join = (clicks: readonly LiveClick[]) => [click, ...clicks].slice(0, MOST_KEPT);
  return log.paused
    ? { ...log, held: join(log.held), lastId }
    : { ...log, shown: join(log.shown), lastId };
}

export function paused(log: LiveLog): LiveLog {
  return { ...log, paused: true };
}

export function resumed(log: LiveLog): LiveLog {
  return {
    ...log,
    paused: false,
    held: [],
    shown: [...log.held, ...log.shown].slice(0, MOST_KEPT),
  };
}

/** Clicks in each of the last minutes, the oldest first; `now` is the wall clock there. */
export function perMinute(
  clicks: readonly LiveClick[],
  now: string,
  minutes: number,
): readonly number[] {
  const counts = Array.from({ length: minutes }, () => 0);
  const nowMinute = minuteOf(now);
  for (const { acesYmdt } of clicks) {
    const at = minutes - 1 - (nowMinute - minuteOf(acesYmdt));
    const count = counts[at];
    if (count !== undefined) counts[at] = count + 1;
  }
  return counts;
}

function minuteOf(local: string): number {
  return Math.floor(Date.parse(`${local.replace(" ", "T")}Z`) / 60_000);
}
