import { LRUCache } from "lru-cache";
import type { Day } from "../../../kit/day.ts";
import type { Language } from "../../../kit/language.ts";
import type { Month } from "../../../statistics/month.ts";

/** How one language writes figures, days and countries. */
export interface FigureWords {
  number(value: number): string;
  /** For axes alone: "1.5k". */
  short(value: number): string;
  /** "78%"; of nothing: "0%". */
  share(part: number, whole: number): string;
  /** "1 Nov" */
  day(day: Day): string;
  /** "November 2026" */
  month(month: Month): string;
  /** Of an ISO 3166-1 code. */
  country(code: string): string;
}

const locales: Readonly<Record<Language, string>> = { en: "en-GB", id: "id", ko: "ko", ja: "ja" };
const known = new LRUCache<Language, FigureWords>({ max: 4 });

/** Made once a language: a formatter takes some fifty times as long to make as to use. */
export function figureWords(language: Language): FigureWords {
  const words = known.get(language) ?? make(locales[language]);
  known.set(language, words);
  return words;
}

function make(locale: string): FigureWords {
  const whole = new Intl.NumberFormat(locale);
  const compact = new Intl.NumberFormat(locale, { notation: "compact" });
  const percent = new Intl.NumberFormat(locale, { style: "percent", maximumFractionDigits: 1 });
  const utc = { timeZone: "UTC" } as const;
  const day = new Intl.DateTimeFormat(locale, { ...utc, day: "numeric", month: "short" });
  const month = new Intl.DateTimeFormat(locale, { ...utc, month: "long", year: "numeric" });
  const regions = new Intl.DisplayNames(locale, { type: "region", fallback: "code" });
  return {
    number: (value) => whole.format(value),
    short: (value) => compact.format(value).replace(/K$/, "k"),
    share: (part, all) => percent.format(all === 0 ? 0 : part / all),
    day: (text) => day.format(new Date(text)),
    month: (text) => month.format(new Date(`${text}-01`)),
    country: (code) => regions.of(code) ?? code,
  };
}
