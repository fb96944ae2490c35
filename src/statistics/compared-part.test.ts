import { expect, test } from "vitest";
import { formatLocal } from "../kit/local-time.ts";
import { comparedPart } from "./compared-part.ts";
import { dayRange } from "./day-range.ts";
import { timesOf } from "./quarters.ts";

test.for<[what: string, first: string, last: string, from: string, now: string, until: string]>([
  ["today", "2026-12-12", "2026-12-12", "2026-12-11", "12-11T23:52:00Z", "2026-12-11 07:00:00"],
  [
    "on the quarter",
    "2026-12-12",
    "2026-12-12",
    "2026-12-11",
    "12-12T00:00:00Z",
    "2026-12-11 07:00:00",
  ],
  [
    "just begun",
    "2026-12-12",
    "2026-12-12",
    "2026-12-11",
    "12-11T17:00:01Z",
    "2026-12-11 00:15:00",
  ],
  ["ending", "2026-12-12", "2026-12-12", "2026-12-11", "12-12T16:59:59Z", "2026-12-12 00:00:00"],
  [
    "seven days",
    "2026-12-06",
    "2026-12-12",
    "2026-11-29",
    "12-11T23:52:00Z",
    "2026-12-05 07:00:00",
  ],
  ["a month", "2026-12-01", "2026-12-12", "2026-11-01", "12-11T23:52:00Z", "2026-11-12 07:00:00"],
  [
    "its first day",
    "2026-12-01",
    "2026-12-01",
    "2026-11-01",
    "11-30T23:52:00Z",
    "2026-11-01 07:00:00",
  ],
  [
    "a longer month",
    "2026-03-01",
    "2026-03-30",
    "2026-02-01",
    "03-30T03:00:00Z",
    "2026-03-01 00:00:00",
  ],
  [
    "days that are over",
    "2026-11-01",
    "2026-11-10",
    "2026-10-22",
    "12-11T23:52:00Z",
    "2026-11-01 00:00:00",
  ],
  [
    "days to come",
    "2026-12-20",
    "2026-12-20",
    "2026-12-19",
    "12-11T23:52:00Z",
    "2026-12-19 00:00:00",
  ],
  [
    "a year before",
    "2026-12-12",
    "2026-12-12",
    "2025-12-12",
    "12-11T23:52:00Z",
    "2025-12-12 07:00:00",
  ],
])("%s is compared with the same part", ([, first, last, from, now, until]) => {
  const zone = "Asia/Jakarta";
  const asked = { range: dayRange(first, last), from, now: new Date(`2026-${now}`) };
  const times = timesOf(comparedPart(asked, zone));
  expect(formatLocal(times.from, zone)).toBe(`${from} 00:00:00`);
  expect(formatLocal(times.until, zone)).toBe(until);
});

test("the clock counts, not the hours, where one of the days is longer", () => {
  const zone = "Europe/Berlin";
  // On 25 October 2026 the hour from 02:00 comes twice.
  const now = new Date("2026-10-25T11:00:00Z");
  const range = dayRange("2026-10-25", "2026-10-25");
  const { until } = timesOf(comparedPart({ range, from: "2026-10-24", now }, zone));
  expect(formatLocal(until, zone)).toBe("2026-10-24 12:00:00");
});
