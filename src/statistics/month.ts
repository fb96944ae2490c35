import type { Day } from "../kit/day.ts";
import type { DayRange } from "./day-range.ts";

/** A month of the calendar, `YYYY-MM`. */
export type Month = string;

/** Of more months than anybody looks back on the newest are offered. */
const MOST_MONTHS = 240;

/** Null where the text names no month. */
export function parseMonth(text: string): Month | null {
  return /^\d{4}-(?:0[1-9]|1[0-2])$/.test(text) ? text : null;
}

export function monthOf(day: Day): Month {
  return day.slice(0, 7);
}

export function daysOfMonth(month: Month): DayRange {
  const [year = 0, nth = 0] = month.split("-").map(Number);
  // The day before the first of the next one.
  const days = new Date(Date.UTC(year, nth, 0)).getUTCDate();
  return { first: `${month}-01`, days };
}

/** Both among them, the newest first. */
export function monthsBetween(first: Month, last: Month): Month[] {
  const months: Month[] = [];
  for (let month = last; months.length < MOST_MONTHS; month = monthBefore(month)) {
    months.push(month);
    if (month <= first) break;
  }
  return months;
}

/** Of the months from first to last the one nearest to the asked one; the last where none is asked for. */
export function nearestMonth(asked: Month | null, first: Month, last: Month): Month {
  if (asked === null || asked > last) return last;
  return asked < first ? first : asked;
}

function monthBefore(month: Month): Month {
  const [year = 0, nth = 1] = month.split("-").map(Number);
  return nth > 1
    ? `${month.slice(0, 5)}${String(nth - 1).padStart(2, "0")}`
    : `${String(year - 1).padStart(4, "0")}-12`;
}
