import { expect, test } from "vitest";
import { type BusyQuarter, daysWithin } from "./busy-days.ts";

const DAY = 96;
const START = Date.parse("2026-03-01T00:00:00Z") / 900_000;
const on = (day: number, clicks: number): BusyQuarter => ({ quarter: START + day * DAY, clicks });

test.for<[string, BusyQuarter[], boolean, number | undefined]>([
  ["none where there are no clicks", [], false, undefined],
  ["one, however many clicks it has", [on(0, 5_000), on(1, 1)], false, 1],
  [
    "as many as hold no more clicks than wanted",
    [on(0, 4), on(1, 5), on(2, 1), on(3, 1)],
    false,
    3,
  ],
  ["those between two busy ones too", [on(0, 1), on(7, 1)], false, 8],
  ["no more than a month", [on(0, 1), on(30, 1), on(31, 1)], false, 31],
  ["none that the list may have cut", [on(0, 1), on(1, 1), on(2, 1)], true, 2],
])("the first days are %s", ([, quarters, cut, days]) => {
  const range = daysWithin(quarters, { zone: "UTC", most: 10, cut });
  expect(range).toEqual(days === undefined ? undefined : { first: "2026-03-01", days });
});

test("days are those of the zone", () => {
  const range = daysWithin([on(0, 1)], { zone: "America/New_York", most: 10, cut: false });
  expect(range).toEqual({ first: "2026-02-28", days: 1 });
});
