import { describe, expect, test } from "vitest";
import {
  addDays,
  type Compared,
  comparedWith,
  type Days,
  daysOver,
  nowIn,
  type Period,
  todayIn,
} from "./days.ts";

describe("days of the workspace", () => {
  const late = new Date("2026-11-21T17:30:05Z");

  test("today is the day there, not here", () => {
    expect(todayIn("Asia/Jakarta", late)).toBe("2026-11-22");
    expect(todayIn("America/New_York", late)).toBe("2026-11-21");
    expect(nowIn("Asia/Jakarta", late)).toBe("2026-11-22 00:30:05");
  });

  test.for<[Period | null, Days, string, Compared]>([
    [
      "today",
      { first: "2026-03-01", last: "2026-03-01" },
      "2026-03-01 06:52:10",
      { first: "2026-02-28", last: "2026-02-28", until: "07:00" },
    ],
    [
      "7",
      { first: "2026-02-23", last: "2026-03-01" },
      "2026-03-01 00:00:01",
      { first: "2026-02-16", last: "2026-02-22", until: "00:15" },
    ],
    [
      "30",
      { first: "2026-01-31", last: "2026-03-01" },
      "2026-03-01 23:50:00",
      { first: "2026-01-01", last: "2026-01-30", until: null },
    ],
    [
      "month",
      { first: "2026-03-01", last: "2026-03-01" },
      "2026-03-01 06:45:00",
      { first: "2026-02-01", last: "2026-02-01", until: "06:45" },
    ],
    [
      "month",
      { first: "2026-03-01", last: "2026-03-30" },
      "2026-03-30 06:52:00",
      { first: "2026-02-01", last: "2026-02-28", until: null },
    ],
    [
      "month",
      { first: "2026-01-01", last: "2026-01-05" },
      "2026-01-05 06:52:00",
      { first: "2025-12-01", last: "2025-12-05", until: "07:00" },
    ],
    [
      null,
      { first: "2026-02-10", last: "2026-02-12" },
      "2026-03-01 06:52:00",
      { first: "2026-02-07", last: "2026-02-09", until: null },
    ],
  ])("the period %s is compared with the same part of the time before", (of) => {
    const [period, days, now, compared] = of;
    expect(comparedWith(days, period, now)).toEqual(compared);
  });

  test("days that are over leave out the one that runs", () => {
    const days = { first: "2026-02-23", last: "2026-03-01" };
    expect(daysOver(days, "2026-03-01")).toEqual({ first: "2026-02-23", last: "2026-02-28" });
    expect(daysOver(days, "2026-03-02")).toEqual(days);
    expect(daysOver({ first: "2026-03-01", last: "2026-03-01" }, "2026-03-01")).toBeNull();
  });

  test("a day with a change of the clock is one day", () => {
    expect(addDays("2026-03-28", 2)).toBe("2026-03-30");
  });
});
