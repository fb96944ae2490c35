import { Temporal } from "temporal-polyfill";

/** A calendar day, `YYYY-MM-DD`. */
export type Day = string;

/** True for a date that exists, from the year 1 on. */
export function isDay(text: string): boolean {
  if (!/^\d{4}-\d\d-\d\d$/.test(text) || text.startsWith("0000")) return false;
  try {
    Temporal.PlainDate.from(text, { overflow: "reject" });
    return true;
  } catch {
    return false;
  }
}

/** The day so many days later, or before. */
export function addDays(day: Day, days: number): Day {
  return Temporal.PlainDate.from(day).add({ days }).toString();
}

/** How many days later `last` is than `first`. */
export function daysBetween(first: Day, last: Day): number {
  return Temporal.PlainDate.from(first).until(Temporal.PlainDate.from(last)).days;
}

/** The first moment of a day, in epoch milliseconds: not midnight where the clocks skip it. */
export function startOfDay(day: Day, zone: string): number {
  return Temporal.PlainDate.from(day).toZonedDateTime(zone).epochMilliseconds;
}
