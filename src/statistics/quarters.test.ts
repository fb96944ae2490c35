import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { dayRange, daysOf, lastOf, rangeBefore } from "./day-range.ts";
import { daySlots, hourSlots, timesOf } from "./quarters.ts";

const HOURS = Array.from({ length: 24 }, (_, hour) => hour);

describe("a range of days", () => {
  test("has its first day and its last", () => {
    const range = dayRange("2026-02-27", "2026-03-01");
    expect(daysOf(range)).toEqual(["2026-02-27", "2026-02-28", "2026-03-01"]);
    expect(lastOf(range)).toBe("2026-03-01");
    expect(daysOf(rangeBefore(range))).toEqual(["2026-02-24", "2026-02-25", "2026-02-26"]);
  });

  test.for<[string, string, string | null]>([
    ["2026-03-01", "2026-03-01", null],
    ["2026-03-01", "2026-03-31", null],
    ["2026-02-01", "2026-03-03", null],
    ["2026-03-01", "2026-04-01", "range_too_long"],
    ["0001-01-01", "9999-12-31", "range_too_long"],
    ["2026-03-02", "2026-03-01", "range_inverted"],
  ])("from %s to %s: %s", ([first, last, reason]) => {
    const made = () => dayRange(first, last);
    if (reason === null) expect(made).not.toThrow();
    else
      expect(made).toThrow(
        expect.objectContaining({
          code: "field_invalid",
          params: expect.objectContaining({ field: "lastDay", reason }),
        }),
      );
  });
});

describe("a day has", () => {
  test.for<[string, string, string, number]>([
    ["96 quarters", "2026-03-02", "UTC", 96],
    ["96 quarters in a zone of 45 minutes", "2026-03-02", "Asia/Kathmandu", 96],
    ["92 where the clocks go forward", "2026-03-29", "Europe/Berlin", 92],
    ["100 where they go back", "2026-10-25", "Europe/Berlin", 100],
    ["98 where they go back by half an hour", "2026-04-05", "Australia/Lord_Howe", 98],
    ["92 where it begins at one", "2026-04-24", "Africa/Cairo", 92],
  ])("%s", ([, day, zone, quarters]) => {
    const [start = 0, end = 0] = daySlots({ first: day, days: 1 }, zone).bounds;
    expect(end - start).toBe(quarters);
  });
});

describe("the hours of a day are", () => {
  const shown = (day: string, zone: string) => {
    const { bounds, hours } = hourSlots(day, zone);
    return hours.map((hour, index) => [hour, (bounds[index + 1] ?? 0) - (bounds[index] ?? 0)]);
  };
  const usual = HOURS.map((hour) => [hour, 4]);

  test("24 of four quarters", () => {
    expect(shown("2026-03-02", "Asia/Kolkata")).toEqual(usual);
    expect(shown("1969-07-20", "Asia/Jakarta")).toEqual(usual);
  });

  test("less the one that is skipped", () => {
    expect(shown("2026-03-29", "Europe/Berlin")).toEqual(usual.filter(([hour]) => hour !== 2));
    expect(shown("2026-04-24", "Africa/Cairo")).toEqual(usual.filter(([hour]) => hour !== 0));
  });

  test("longer where the clock shows one twice", () => {
    expect(shown("2026-10-25", "Europe/Berlin")).toEqual(
      usual.map(([hour]) => [hour, hour === 2 ? 8 : 4]),
    );
  });

  test("longer by half where only half of one comes again", () => {
    const pieces = shown("2026-04-05", "Australia/Lord_Howe");
    expect(pieces.filter(([hour]) => hour === 1)).toEqual([[1, 6]]);
    expect(pieces.reduce((sum, [, quarters = 0]) => sum + quarters, 0)).toBe(98);
  });
});

test("days follow one another without a gap, in any zone", () => {
  const zones = [...Intl.supportedValuesOf("timeZone")].filter((zone) => zone.includes("/"));
  fc.assert(
    fc.property(
      fc.constantFrom(...zones),
      fc.integer({ min: 0, max: 1_500 }),
      fc.integer({ min: 1, max: 31 }),
      (zone, offset, days) => {
        const first = new Date(Date.UTC(2024, 0, 1 + offset)).toISOString().slice(0, 10);
        const { bounds } = daySlots({ first, days }, zone);
        expect(bounds).toHaveLength(days + 1);
        for (const [index, bound] of bounds.entries()) {
          if (index === 0) continue;
          const length = bound - (bounds[index - 1] ?? 0);
          expect(length).toBeGreaterThanOrEqual(88);
          expect(length).toBeLessThanOrEqual(104);
        }
        const { from, until } = timesOf({ bounds });
        expect(until.getTime() - from.getTime()).toBe(
          ((bounds.at(-1) ?? 0) - (bounds[0] ?? 0)) * 900_000,
        );
      },
    ),
  );
});
