import { expect, test } from "vitest";
import { chosenDays, withEnd } from "./chosen-days.ts";

const TODAY = "2026-11-21";

test("days of one's own stand in the address, and no more than a call can count", () => {
  expect(chosenDays({ from: "2026-11-01", until: "2026-11-03" }, TODAY)).toEqual({
    first: "2026-11-01",
    last: "2026-11-03",
  });
  const week = { first: "2026-11-15", last: TODAY };
  expect(chosenDays({ period: "7", from: "2026-11-03", until: "2026-11-01" }, TODAY)).toEqual(week);
  expect(chosenDays({ period: "7", from: "2026-01-01", until: TODAY }, TODAY)).toEqual(week);
});

test.for([
  [{ first: "2026-11-05" }, { first: "2026-11-05", last: "2026-11-10" }],
  [{ first: "2026-11-12" }, { first: "2026-11-12", last: "2026-11-12" }],
  [{ last: "2026-10-30" }, { first: "2026-10-30", last: "2026-10-30" }],
  [{ first: "2026-09-01" }, { first: "2026-09-01", last: "2026-10-01" }],
  [{ last: "2026-12-31" }, { first: "2026-12-01", last: "2026-12-31" }],
] as const)("a change to %j moves the other end only where it must", ([change, days]) => {
  expect(withEnd({ first: "2026-11-01", last: "2026-11-10" }, change)).toEqual(days);
});
