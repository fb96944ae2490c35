import type { Language } from "./language.tsx";

/** Numbers, dates and zones in the reader's language. Wall-clock texts are those of the APIs. */
export interface Format {
  number(value: number): string;
  /** For axes only: 20k, 20 rb. */
  short(value: number): string;
  /** A part of a whole, as a percentage. */
  share(part: number, whole: number): string;
  /** With its sign; null where there was nothing to compare with. */
  change(value: number, before: number): string | null;
  /** "12 Dec 2026, 00:00" of `2026-12-12 00:00:00`. */
  dateTime(local: string): string;
  /** "12 Dec 2026" of a day or a date-time. */
  date(local: string): string;
  /** "Sat 12 Dec" */
  weekday(day: string): string;
  /** "12 Dec", for axes. */
  day(day: string): string;
  /** "14:32" or, with seconds, "14:32:07". */
  time(local: string, seconds?: boolean): string;
  /** "23 October – 21 November 2026" */
  days(first: string, last: string): string;
  /** "WIB (UTC+7)" */
  zone(at: Date): string;
  /** The name of a country by its ISO code. */
  country(code: string): string;
}

export interface Place {
  readonly timeZone: string;
  readonly homeCountry: string | null;
}

const MINUS = "\u2212";

/** Wall clock as if it were UTC, so that no zone is applied twice. */
function wall(local: string): Date {
  const [day = "", time = "00:00:00"] = local.split(/[ T]/);
  return new Date(`${day}T${time.length === 5 ? `${time}:00` : time}Z`);
}

export function makeFormat(language: Language, { timeZone, homeCountry }: Place): Format {
  const locale = language === "id" ? "id-ID" : "en-GB";
  const numbers = new Intl.NumberFormat(locale, { maximumFractionDigits: 2 });
  const shorts = new Intl.NumberFormat(locale, { notation: "compact", maximumFractionDigits: 1 });
  const percents = new Intl.NumberFormat(locale, {
    style: "percent",
    signDisplay: "exceptZero",
    maximumFractionDigits: 1,
  });
  const shares = new Intl.NumberFormat(locale, { style: "percent", maximumFractionDigits: 1 });
  const dates = (options: Intl.DateTimeFormatOptions) =>
    new Intl.DateTimeFormat(locale, { timeZone: "UTC", hourCycle: "h23", ...options });
  const short = { day: "numeric", month: "short" } as const;
  const clock = { hour: "2-digit", minute: "2-digit" } as const;
  const dateTimes = dates({ ...short, year: "numeric", ...clock });
  const fullDates = dates({ ...short, year: "numeric" });
  const weekdays = dates({ ...short, weekday: "short" });
  const shortDays = dates(short);
  const times = dates(clock);
  const secondTimes = dates({ ...clock, second: "2-digit" });
  const ranges = dates({ day: "numeric", month: "long", year: "numeric" });
  const countries = new Intl.DisplayNames([locale], { type: "region" });

  return {
    number: (value) => numbers.format(value).replace("-", MINUS),
    short: (value) => shorts.format(value),
    share: (part, whole) => shares.format(whole === 0 ? 0 : part / whole),
    change: (value, before) =>
      before === 0 ? null : percents.format((value - before) / before).replace("-", MINUS),
    dateTime: (local) => dateTimes.format(wall(local)),
    date: (local) => fullDates.format(wall(local)),
    weekday: (day) => weekdays.format(wall(day)).replace(",", ""),
    day: (day) => shortDays.format(wall(day)),
    time: (local, seconds = false) => (seconds ? secondTimes : times).format(wall(local)),
    days: (first, last) => ranges.formatRange(wall(first), wall(last)),
    zone: (at) => zoneName(at, timeZone, `${language}-${homeCountry ?? "GB"}`),
    country: (code) => (/^[A-Z]{2}$/.test(code) ? (countries.of(code) ?? code) : code),
  };
}

/** The short name that the people of that country use, and the offset that all can read. */
function zoneName(at: Date, timeZone: string, locale: string): string {
  const part = (timeZoneName: "short" | "shortOffset") =>
    new Intl.DateTimeFormat(locale, { timeZone, timeZoneName })
      .formatToParts(at)
      .find((it) => it.type === "timeZoneName")?.value ?? timeZone;
  const offset = part("shortOffset")
    .replace("GMT", "UTC")
    .replace(/^UTC\+0$/, "UTC");
  const name = part("short");
  if (name.startsWith("GMT") || name.startsWith("UTC")) return offset.replace("-", MINUS);
  return `${name} (${offset.replace("-", MINUS)})`;
}
