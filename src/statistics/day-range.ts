import { addDays, type Day, daysBetween } from "../kit/day.ts";
import { Fault } from "../kit/fault.ts";

/** Days on end, of a workspace's calendar. */
export interface DayRange {
  readonly first: Day;
  readonly days: number;
}

/** The longest month. */
const MOST_DAYS = 31;

/** From the first day to the last, both among them. */
export function dayRange(first: Day, last: Day): DayRange {
  const days = daysBetween(first, last) + 1;
  if (days < 1) throw new Fault("field_invalid", { field: "lastDay", reason: "range_inverted" });
  if (days > MOST_DAYS) {
    throw new Fault("field_invalid", {
      field: "lastDay",
      reason: "range_too_long",
      max: MOST_DAYS,
    });
  }
  return { first, days };
}

/** As many days, up to the day before. */
export function rangeBefore({ first, days }: DayRange): DayRange {
  return { first: addDays(first, -days), days };
}

export function daysOf({ first, days }: DayRange): Day[] {
  return Array.from({ length: days }, (_, index) => addDays(first, index));
}

export function lastOf({ first, days }: DayRange): Day {
  return addDays(first, days - 1);
}
