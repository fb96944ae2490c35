import { describe, expect, test } from "vitest";
import { addDays, countDays, daysBefore, daysOf, nowIn, todayIn } from "./days.ts";

describe("days of the workspace", () => {
  const late = new Date("2026-11-21T17:30:05Z");

  test("today is the day there, not here", () => {
    expect(todayIn("Asia/Jakarta", late)).toBe("2026-11-22");
    expect(todayIn("America/New_York", late)).toBe("2026-11-21");
    expect(nowIn("Asia/Jakarta", late)).toBe("2026-11-22 00:30:05");
  });

  test.for([
    [
      "today",
      { first: "2026-03-01", last: "2026-03-01" },
      { first: "2026-02-28", last: "2026-02-28" },
    ],
    ["7", { first: "2026-02-23", last: "2026-03-01" }, { first: "2026-02-16", last: "2026-02-22" }],
    [
      "30",
      { first: "2026-01-31", last: "2026-03-01" },
      { first: "2026-01-01", last: "2026-01-30" },
    ],
    [
      "month",
      { first: "2026-03-01", last: "2026-03-01" },
      { first: "2026-02-28", last: "2026-02-28" },
    ],
  ] as const)("the period %s stands beside as many days before it", ([period, days, before]) => {
    expect(daysOf(period, "2026-03-01")).toEqual(days);
    expect(daysBefore(days)).toEqual(before);
    expect(countDays(before)).toBe(countDays(days));
  });

  test("a day with a change of the clock is one day", () => {
    expect(addDays("2026-03-28", 2)).toBe("2026-03-30");
  });
});
