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
  /** Clicks by the minute that they came in, `2026-11-21 14:32`. */
  readonly counts: ReadonlyMap<string, number>;
  /** The server has counted the clicks up to this one. */
  readonly countedUpTo: number;
}

export const emptyLog: LiveLog = {
  shown: [],
  held: [],
  paused: false,
  lastId: 0,
  counts: new Map(),
  countedUpTo: 0,
};

/** A minute as the stream counts it when it begins. */
export interface MinuteRow {
  readonly acesYmdt: string;
  readonly acesCnt: number;
}

/** What the server counted takes the place of what was counted here: it misses no click. */
export function counted(log: LiveLog, rows: readonly MinuteRow[], upTo: number): LiveLog {
  const counts = new Map(rows.map((row) => [minuteOf(row.acesYmdt), row.acesCnt]));
  return { ...log, counts, countedUpTo: upTo };
}

/** As many as the list shows and may show after a pause; older ones fall out. */
const MOST_KEPT = 500;

/** A stream that reconnects may say again what it said: numbers only grow, so that is left out. */
export function heard(log: LiveLog, click: LiveClick): LiveLog {
  if (click.id <= log.lastId) return log;
  const common = { lastId: click.id, counts: withClick(log, click) };
  const join = (clicks: readonly LiveClick[]) => [click, ...clicks].slice(0, MOST_KEPT);
  return log.paused
    ? { ...log, ...common, held: join(log.held) }
    : { ...log, ...common, shown: join(log.shown) };
}

/** Minutes that fell out of every view are dropped, so that a page left open stays small. */
const MOST_MINUTES = 120;

function withClick(
  { counts, countedUpTo }: LiveLog,
  click: LiveClick,
): ReadonlyMap<string, number> {
  if (click.id <= countedUpTo) return counts;
  const minute = minuteOf(click.acesYmdt);
  const next = new Map([...counts, [minute, (counts.get(minute) ?? 0) + 1]]);
  return next.size <= MOST_MINUTES ? next : new Map([...next].sort().slice(-MOST_MINUTES));
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
  counts: ReadonlyMap<string, number>,
  now: string,
  minutes: number,
): readonly number[] {
  const running = Date.parse(`${minuteOf(now).replace(" ", "T")}Z`);
  return Array.from({ length: minutes }, (_, at) => {
    const minute = new Date(running - (minutes - 1 - at) * 60_000).toISOString();
    return counts.get(minute.slice(0, 16).replace("T", " ")) ?? 0;
  });
}

function minuteOf(local: string): string {
  return local.slice(0, 16);
}
