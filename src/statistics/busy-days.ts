import { daysBetween } from "../kit/day.ts";
import type { DayRange } from "./day-range.ts";
import { dayOf } from "./quarters.ts";

/** A quarter of an hour in which there were clicks. */
export interface BusyQuarter {
  readonly quarter: number;
  readonly clicks: number;
}

const MOST_DAYS = 31;

/**
 * The first days of ascending quarters: whole ones, as many as hold at most so many clicks together,
 * or one. Of a list that is cut off, which must be longer than a day, the last day may not be whole and is
 * left to the next list.
 */
export function daysWithin(
  quarters: readonly BusyQuarter[],
  { zone, most, cut }: { readonly zone: string; readonly most: number; readonly cut: boolean },
): DayRange | undefined {
  const [start] = quarters;
  if (start === undefined) return undefined;
  const first = dayOf(start.quarter, zone);
  const clicksOf = new Map<number, number>();
  for (const { quarter, clicks } of quarters) {
    const place = daysBetween(first, dayOf(quarter, zone));
    clicksOf.set(place, (clicksOf.get(place) ?? 0) + clicks);
  }
  const places = [...clicksOf.keys()];
  if (cut) places.pop();
  let days = 1;
  let sum = clicksOf.get(0) ?? 0;
  for (const place of places.slice(1)) {
    sum += clicksOf.get(place) ?? 0;
    if (sum > most || place >= MOST_DAYS) break;
    days = place + 1;
  }
  return { first, days };
}
