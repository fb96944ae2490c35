import { LRUCache } from "lru-cache";
import type { Language } from "./language.ts";

/** A moment as its reader reads it, on the clocks of one time zone. */
export interface Moment {
  /** "12 Dec 2026, 00:00" */
  readonly text: string;
  /** "12 Dec" */
  readonly day: string;
  /** "Jakarta Time (WIB, UTC+7)" */
  readonly zone: string;
  /** "2026-12-12T00:00:00+07:00" */
  readonly iso: string;
}

/** Whose manner of writing numbers and dates a language has here. */
export const locales: Readonly<Record<Language, string>> = {
  en: "en-GB",
  id: "id",
  ko: "ko",
  ja: "ja",
};
// Which locale knows a zone's short mark depends on the zone: WIB in Indonesian, JST in Japanese.
const localesWithMarks = ["id", "ja", "en-US", "en-GB"];

const formatters = new LRUCache<string, Intl.DateTimeFormat>({ max: 2_000 });

/** Throws a RangeError for a zone that does not exist. */
export function readMoment(at: Date, timeZone: string, language: Language): Moment {
  const offset = offsetOf(at, timeZone);
  return {
    text: textOf(at, timeZone, language),
    day: formatter(locales[language], { timeZone, day: "numeric", month: "short" }).format(at),
    zone: zoneOf(language, nameOf(at, timeZone, language), marksOf(at, timeZone, offset)),
    iso: isoOf(at, offset),
  };
}

function zoneOf(language: Language, name: string | null, marks: readonly string[]): string {
  const list = marks.join(language === "ja" ? "、" : ", ");
  if (name === null) return list;
  return language === "ko" || language === "ja" ? `${name}(${list})` : `${name} (${list})`;
}

function textOf(at: Date, timeZone: string, language: Language): string {
  const clock = { timeZone, hourCycle: "h23", hour: "2-digit", minute: "2-digit" } as const;
  if (language === "en" || language === "id") {
    const date = { day: "numeric", month: "short", year: "numeric" } as const;
    return formatter(locales[language], { ...date, ...clock }).format(at);
  }
  const date = { day: "numeric", month: "long", year: "numeric", weekday: "short" } as const;
  const parts = formatter(language, { ...date, ...clock, hour: "numeric" }).formatToParts(at);
  return parts.map((part) => (language === "ko" ? koreanPart(part) : part.value)).join("");
}

// Intl writes "토 00:00" where the house writes "(토) 0:00".
function koreanPart({ type, value }: Intl.DateTimeFormatPart): string {
  if (type === "weekday") return `(${value})`;
  return type === "hour" ? String(Number(value)) : value;
}

const bare = /^(?:[A-Z]{1,5}$|GMT|UTC)/;

/** The name by place or country where there is one, else the official name, never a bare mark. */
function nameOf(at: Date, timeZone: string, language: Language): string | null {
  for (const style of ["shortGeneric", "long"] as const) {
    const name = zoneName(at, timeZone, locales[language], style);
    if (!bare.test(name)) return name;
  }
  return null;
}

function marksOf(at: Date, timeZone: string, offset: string): readonly string[] {
  const marks = localesWithMarks.map((locale) => zoneName(at, timeZone, locale, "short"));
  const mark = marks.find((each) => /^[A-Z]{2,5}$/.test(each));
  const [, sign, hours, minutes] = /^([+-])(\d\d):(\d\d)$/.exec(offset) ?? [];
  const rest = minutes === "00" ? "" : `:${minutes}`;
  const distance =
    rest === "" && hours === "00" ? "" : `${sign === "-" ? "−" : "+"}${Number(hours)}${rest}`;
  return [...new Set([...(mark === undefined ? [] : [mark]), `UTC${distance}`])];
}

/** "+07:00", and "+00:00" where Intl says only GMT. */
function offsetOf(at: Date, timeZone: string): string {
  return /[+-]\d\d:\d\d/.exec(zoneName(at, timeZone, "en-GB", "longOffset"))?.[0] ?? "+00:00";
}

function isoOf(at: Date, offset: string): string {
  const minutes = Number(offset.slice(1, 3)) * 60 + Number(offset.slice(4, 6));
  const shifted = at.getTime() + (offset.startsWith("-") ? -minutes : minutes) * 60_000;
  return new Date(shifted).toISOString().replace(/\.\d+Z$/, offset);
}

type ZoneNameStyle = NonNullable<Intl.DateTimeFormatOptions["timeZoneName"]>;

function zoneName(at: Date, timeZone: string, locale: string, style: ZoneNameStyle): string {
  const parts = formatter(locale, { timeZone, timeZoneName: style }).formatToParts(at);
  return parts.find((part) => part.type === "timeZoneName")?.value ?? timeZone;
}

// Making a formatter costs some fifty times as much as using it.
function formatter(locale: string, options: Intl.DateTimeFormatOptions): Intl.DateTimeFormat {
  const key = `${locale} ${Object.values(options).join(" ")}`;
  const known = formatters.get(key);
  if (known !== undefined) return known;
  const made = new Intl.DateTimeFormat(locale, options);
  formatters.set(key, made);
  return made;
}
