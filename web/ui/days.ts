/** Days as the APIs write them, `2026-11-21`, in the zone of the workspace. */

export const PERIODS = ["today", "7", "30", "month"] as const;
export type Period = (typeof PERIODS)[number];

export interface Days {
  readonly first: string;
  readonly last: string;
}

export function todayIn(timeZone: string, now: Date): string {
  return new Intl.DateTimeFormat("en-CA", {
    timeZone,
    year: "numeric",
    month: "2-digit",
    day: "2-digit",
  }).format(now);
}

/** The wall clock there, as the APIs write date-times. */
export function nowIn(timeZone: string, now: Date): string {
  const time = new Intl.DateTimeFormat("en-GB", {
    timeZone,
    hour: "2-digit",
    minute: "2-digit",
    second: "2-digit",
    hourCycle: "h23",
  }).format(now);
  return `${todayIn(timeZone, now)} ${time}`;
}

export function addDays(day: string, count: number): string {
  const at = new Date(`${day}T00:00:00Z`);
  at.setUTCDate(at.getUTCDate() + count);
  return at.toISOString().slice(0, 10);
}

export function countDays({ first, last }: Days): number {
  return Math.round((Date.parse(last) - Date.parse(first)) / 86_400_000) + 1;
}

export function daysOf(period: Period, today: string): Days {
  switch (period) {
    case "today":
      return { first: today, last: today };
    case "7":
      return { first: addDays(today, -6), last: today };
    case "30":
      return { first: addDays(today, -29), last: today };
    case "month":
      return { first: `${today.slice(0, 7)}-01`, last: today };
  }
}

/** As many days as these, ending on the day before them: what rankings are compared with. */
export function daysBefore(days: Days): Days {
  return { first: addDays(days.first, -countDays(days)), last: addDays(days.first, -1) };
}

/** The days that others are compared with. */
export interface Compared extends Days {
  /** `07:00` where the last of them counts only so far, because the compared ones are not over. */
  readonly until: string | null;
}

const QUARTER_MINUTES = 15;

/**
 * The days before these, as many; those of a month beside the same days of the month before. While
 * the last day runs, the last of the earlier ones counts to the end of the same quarter of an hour,
 * as the statistics API counts with `beforeYmd`. `now` is the wall clock there.
 */
export function comparedWith(days: Days, period: Period | null, now: string): Compared {
  const count = countDays(days);
  const first = period === "month" ? firstOfMonthBefore(days.first) : daysBefore(days).first;
  const last = addDays(first, count - 1);
  if (last >= days.first) return { first, last: addDays(days.first, -1), until: null };
  return { first, last, until: days.last === now.slice(0, 10) ? nextQuarter(now) : null };
}

/** Of some days those that are over; null where there are none. */
export function daysOver({ first, last }: Days, today: string): Days | null {
  const end = last < today ? last : addDays(today, -1);
  return end < first ? null : { first, last: end };
}

function firstOfMonthBefore(day: string): string {
  return `${addDays(`${day.slice(0, 7)}-01`, -1).slice(0, 7)}-01`;
}

/** Null at the end of the day, which counts whole then. */
function nextQuarter(now: string): string | null {
  const [hour = 0, minute = 0, second = 0] = now.slice(11).split(":").map(Number);
  const passed = hour * 60 + minute + second / 60;
  const minutes = Math.ceil(passed / QUARTER_MINUTES) * QUARTER_MINUTES;
  if (minutes >= 24 * 60) return null;
  const two = (number: number) => String(number).padStart(2, "0");
  return `${two(Math.floor(minutes / 60))}:${two(minutes % 60)}`;
}
