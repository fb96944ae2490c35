import { addDays, countDays, type Days, daysOf, type Period } from "../../ui/days.ts";

/** As long a range as the statistics API counts at once. */
const MOST_DAYS = 31;

export interface ChosenDays {
  readonly period?: Period;
  /** Days of one's own; both or none. */
  readonly from?: string;
  readonly until?: string;
}

/** The days of an address, today where it says more than there can be. */
export function chosenDays({ period = "30", from, until }: ChosenDays, today: string): Days {
  if (from === undefined || until === undefined) return daysOf(period, today);
  const days = { first: from, last: until };
  const count = countDays(days);
  return count < 1 || count > MOST_DAYS ? daysOf(period, today) : days;
}

/** Another first or last day: the other end moves along where the range would be none or too long. */
export function withEnd(days: Days, change: Partial<Days>): Days {
  const { first, last } = { ...days, ...change };
  const moved = change.first !== undefined;
  if (first > last) return moved ? { first, last: first } : { first: last, last };
  if (countDays({ first, last }) <= MOST_DAYS) return { first, last };
  return moved
    ? { first, last: addDays(first, MOST_DAYS - 1) }
    : { first: addDays(last, 1 - MOST_DAYS), last };
}
