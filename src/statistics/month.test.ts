import { describe, expect, test } from "vitest";
import { daysOfMonth, monthsBetween, nearestMonth, parseMonth } from "./month.ts";

test.for<[string, string | null]>([
  ["2026-11", "2026-11"],
  ["0001-01", "0001-01"],
  ["2026-00", null],
  ["2026-13", null],
  ["2026-1", null],
  ["2026-11-01", null],
  ["", null],
  ["abcd-ef", null],
])("%o is the month %o", ([text, month]) => {
  expect(parseMonth(text)).toBe(month);
});

test.for([
  ["2026-01", 31],
  ["2026-04", 30],
  ["2026-02", 28],
  ["2028-02", 29],
  ["2100-02", 28],
  ["2026-12", 31],
] as const)("%s has %d days", ([month, days]) => {
  expect(daysOfMonth(month)).toEqual({ first: `${month}-01`, days });
});

describe("months from one to another are", () => {
  test("all of them, the newest first", () => {
    expect(monthsBetween("2025-11", "2026-02")).toEqual([
      "2026-02",
      "2026-01",
      "2025-12",
      "2025-11",
    ]);
  });

  test("the last where the first is later", () => {
    expect(monthsBetween("2026-03", "2026-02")).toEqual(["2026-02"]);
  });

  test("not without end", () => {
    expect(monthsBetween("0001-01", "2026-02")).toHaveLength(240);
  });
});

test.for([
  [null, "2026-11"],
  ["2026-12", "2026-11"],
  ["2026-10", "2026-10"],
  ["2026-09", "2026-09"],
  ["2026-08", "2026-09"],
] as const)("nearest to %o is %s", ([asked, month]) => {
  expect(nearestMonth(asked, "2026-09", "2026-11")).toBe(month);
});
