import { describe, expect, test } from "vitest";
import { addDays, daysBetween, isDay, startOfDay } from "./day.ts";

describe("a day is", () => {
  test.for<[string, boolean]>([
    ["2026-03-01", true],
    ["2028-02-29", true],
    ["0001-01-01", true],
    ["9999-12-31", true],
    ["2026-02-29", false],
    ["2026-13-01", false],
    ["2026-00-10", false],
    ["0000-01-01", false],
    ["2026-3-1", false],
    ["20260301", false],
    ["2026-03-01 00:00:00", false],
    ["+002026-03-01", false],
    ["２０２６-03-01", false],
    ["", false],
  ])("%s: %s", ([text, known]) => {
    expect(isDay(text)).toBe(known);
  });
});

test("days are counted over months, leap days and years", () => {
  expect(addDays("2028-02-28", 2)).toBe("2028-03-01");
  expect(addDays("2027-01-01", -1)).toBe("2026-12-31");
  expect(daysBetween("2026-12-31", "2027-01-01")).toBe(1);
  expect(daysBetween("2026-03-02", "2026-03-01")).toBe(-1);
});

describe("a day begins", () => {
  test.for<[string, string, string, string]>([
    ["at midnight", "2026-03-01", "UTC", "2026-03-01T00:00:00Z"],
    ["half an hour off", "2026-03-01", "Asia/Kolkata", "2026-02-28T18:30:00Z"],
    ["three quarters off", "2026-03-01", "Asia/Kathmandu", "2026-02-28T18:15:00Z"],
    [
      "at one, where the clocks skip midnight",
      "2026-04-24",
      "Africa/Cairo",
      "2026-04-23T22:00:00Z",
    ],
    [
      "the first time, where midnight comes twice",
      "2025-11-02",
      "America/Havana",
      "2025-11-02T04:00:00Z",
    ],
  ])("%s", ([, day, zone, at]) => {
    expect(new Date(startOfDay(day, zone)).toISOString()).toBe(at.replace("Z", ".000Z"));
  });
});
