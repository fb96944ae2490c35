import type { Click, ReadVisit } from "./click.ts";

/** Two visits of one visitor on one link that lie no further apart count once. */
const ONCE_WITHIN_MS = 5_000;
const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;

/** More than a local day and a change of the clocks. */
const AROUND_MS = 2 * DAY_MS;

/** When a visitor's first and last click on a link were, epoch milliseconds. */
export interface Span {
  readonly firstMs: number;
  readonly lastMs: number;
}

/** The times of a visitor's clicks within a time. */
export interface TimesAsked {
  readonly linkId: number;
  readonly visitor: number;
  readonly fromMs: number;
  readonly toMs: number;
}

/** Tells visitors of links apart. */
export function visitorKey(linkId: number, visitor: number): string {
  return `${linkId} ${visitor}`;
}

/**
 * Whose earlier times must be asked for: visitors that were counted before, of whom the batch brings
 * a visit older than their last click. For all others that last click answers every question.
 */
export function timesToAsk(
  visits: readonly ReadVisit[],
  spans: ReadonlyMap<string, Span>,
): TimesAsked[] {
  const ranges = new Map<string, TimesAsked & { readonly late: boolean }>();
  for (const { record } of visits) {
    const { linkId, visitor, atMs } = record;
    const key = visitorKey(linkId, visitor);
    const span = spans.get(key);
    if (span === undefined) continue;
    const { fromMs, toMs, late } = ranges.get(key) ?? { fromMs: atMs, toMs: atMs, late: false };
    ranges.set(key, {
      linkId,
      visitor,
      fromMs: Math.min(fromMs, atMs),
      toMs: Math.max(toMs, atMs),
      late: late || atMs < Math.max(toMs, span.lastMs),
    });
  }
  return [...ranges.values()]
    .filter(({ late }) => late)
    .map(({ linkId, visitor, fromMs, toMs }) => ({
      linkId,
      visitor,
      fromMs: fromMs - AROUND_MS,
      toMs: toMs + AROUND_MS,
    }));
}

/**
 * The visits that are clicks, in their order, which is that of counting. `times` holds, by visitor,
 * the times of clicks counted before that can matter, and is added to; who is not in it was never seen.
 * `wallOf` gives what the workspace's clock shows at an instant, as if it were UTC.
 */
export function countVisits(
  visits: readonly ReadVisit[],
  times: Map<string, number[]>,
  wallOf: (atMs: number) => number,
): Click[] {
  const clicks: Click[] = [];
  for (const { record, traits } of visits) {
    if (record.excluded) continue;
    const { atMs } = record;
    const key = visitorKey(record.linkId, record.visitor);
    const before = times.get(key);
    if (before?.some((ms) => Math.abs(ms - atMs) <= ONCE_WITHIN_MS)) continue;
    const wallMs = wallOf(atMs);
    const [day, hour] = [Math.floor(wallMs / DAY_MS), Math.floor(wallMs / HOUR_MS)];
    const sameHour = before?.some((ms) => Math.floor(wallOf(ms) / HOUR_MS) === hour);
    const sameDay = sameHour || before?.some((ms) => Math.floor(wallOf(ms) / DAY_MS) === day);
    clicks.push({
      record,
      traits,
      firstOfLink: before === undefined,
      firstOfDay: !sameDay,
      firstOfHour: !sameHour,
      day,
    });
    if (before === undefined) times.set(key, [atMs]);
    else before.push(atMs);
  }
  return clicks;
}

/** By visitor, the span that the clicks of a batch make. */
export function spansOf(clicks: readonly Click[]): Map<string, Span> {
  const spans = new Map<string, Span>();
  for (const { record } of clicks) {
    const key = visitorKey(record.linkId, record.visitor);
    const { firstMs = record.atMs, lastMs = record.atMs } = spans.get(key) ?? {};
    spans.set(key, {
      firstMs: Math.min(firstMs, record.atMs),
      lastMs: Math.max(lastMs, record.atMs),
    });
  }
  return spans;
}
