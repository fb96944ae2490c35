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

/** As many days as these, ending on the day before them. */
export function daysBefore(days: Days): Days {
  const last = addDays(days.first, -1);
  return { first: addDays(last, 1 - countDays(days)), last };
}
