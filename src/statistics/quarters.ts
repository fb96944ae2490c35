import { addDays, type Day, startOfDay } from "../kit/day.ts";
import { wallOfInstant } from "../kit/local-time.ts";
import { type DayRange, daysOf } from "./day-range.ts";

const QUARTER_MS = 900_000;
const HOUR_MS = 3_600_000;

/** Quarters of an hour since 1970, in which clicks are totalled, cut into consecutive slots. */
export interface Slots {
  /** The first quarter of each slot, and of what comes after the last. */
  readonly bounds: readonly number[];
}

/** A slot for each day. Today's zones are whole quarters off, so a day begins with one. */
export function daySlots(range: DayRange, zone: string): Slots {
  const starts = [...daysOf(range), addDays(range.first, range.days)];
  return { bounds: starts.map((day) => startOfDay(day, zone) / QUARTER_MS).map(Math.floor) };
}

/** A slot for each hour that the clock shows on a day; one that it shows twice is longer. */
export interface HourSlots extends Slots {
  readonly hours: readonly number[];
}

export function hourSlots(day: Day, zone: string): HourSlots {
  const [start = 0, end = 0] = daySlots({ first: day, days: 1 }, zone).bounds;
  const bounds: number[] = [];
  const hours: number[] = [];
  for (let quarter = start; quarter < end; quarter += 1) {
    const hour = hourOf(quarter, zone);
    if (hour === hours.at(-1)) continue;
    bounds.push(quarter);
    hours.push(hour);
  }
  return { bounds: [...bounds, end], hours };
}

/** A slot for each hour of each day. */
export function hoursOfDays(range: DayRange, zone: string): Slots {
  const starts = daysOf(range).flatMap((day) => hourSlots(day, zone).bounds.slice(0, -1));
  return { bounds: [...starts, ...daySlots(range, zone).bounds.slice(-1)] };
}

export function quarterOf(at: Date): number {
  return Math.floor(at.getTime() / QUARTER_MS);
}

/** The day that the clock shows in a quarter. */
export function dayOf(quarter: number, zone: string): Day {
  return new Date(wallOfInstant(quarter * QUARTER_MS, zone)).toISOString().slice(0, 10);
}

/** Quarters from the first one to before the end. */
export interface QuarterSpan {
  readonly first: number;
  readonly end: number;
}

/** Where the first slot begins, and the last one ends. */
export function spanOf({ bounds }: Slots): QuarterSpan {
  const [first = 0, end = first] = [bounds[0], bounds.at(-1)];
  return { first, end };
}

/** Each slot by itself. */
export function spansOf({ bounds }: Slots): QuarterSpan[] {
  return bounds.slice(1).map((end, place) => ({ first: bounds[place] ?? end, end }));
}

/** When the first slot begins, and when the last one ends. */
export function timesOf(slots: Slots): { readonly from: Date; readonly until: Date } {
  const { first, end } = spanOf(slots);
  return { from: timeOf(first), until: timeOf(end) };
}

export function timeOf(quarter: number): Date {
  return new Date(quarter * QUARTER_MS);
}

function hourOf(quarter: number, zone: string): number {
  const hours = Math.floor(wallOfInstant(quarter * QUARTER_MS, zone) / HOUR_MS);
  return ((hours % 24) + 24) % 24;
}

/** One slot, from 1970 until 2255. */
export const EVER: Slots = { bounds: [0, 10_000_000] };
