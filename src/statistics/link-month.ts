import type { Day } from "../kit/day.ts";
import type { Month } from "./month.ts";
import type { Figures } from "./scope.ts";

/** Clicks by one value: a country, a device, a referrer's host; "" where a click has none. */
export interface ValueClicks {
  readonly value: string;
  readonly clicks: number;
}

/** The leading values, most first, and the clicks of all others together. */
export interface Leading {
  readonly values: readonly ValueClicks[];
  readonly others: number;
}

/** What is to be seen of a link, or of a group, in one month of its workspace's calendar. */
export interface LinkMonth {
  readonly month: Month;
  /** Those that can be asked for, the newest first. */
  readonly months: readonly Month[];
  readonly today: Day;
  /** Every day that has begun. */
  readonly days: readonly (Figures & { readonly day: Day })[];
  readonly clicks: number;
  /** Of a link each counted once; of a group the sum over its links and days. */
  readonly people: number;
  /** Of the clicks those that came from a QR code. */
  readonly scans: number;
  readonly countries: Leading;
  readonly devices: Leading;
  readonly referrers: Leading;
}

/** A link's clicks in its group. */
export interface LinkClicks {
  /** The short URL without its scheme. */
  readonly address: string;
  /** As its owner typed it. */
  readonly title: string | null;
  readonly clicks: number;
}

/** A group's month, with its leading links, most first, and the clicks of all others together. */
export interface GroupMonth extends LinkMonth {
  readonly links: { readonly values: readonly LinkClicks[]; readonly others: number };
}
