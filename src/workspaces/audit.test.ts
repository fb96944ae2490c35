import { expect, test } from "vitest";
import { changesBetween } from "./audit.ts";

test("an audit tells the fields that differ, and no others", () => {
  const at = new Date("2026-03-01T00:00:00Z");
  const before = { name: "Iklan", endsAt: null, limit: 0, on: true };
  const after = { name: "Iklan", endsAt: at, limit: 5, on: true, memo: undefined };
  expect(changesBetween(before, after)).toEqual({
    endsAt: [null, "2026-03-01T00:00:00.000Z"],
    limit: [0, 5],
  });
});

test("of what is hidden it tells only that it changed", () => {
  const hidden = ["pwd"];
  expect(changesBetween({ pwd: "one" }, { pwd: "two" }, hidden)).toEqual({ pwd: ["•••", "•••"] });
  expect(changesBetween({ pwd: null }, { pwd: "two" }, hidden)).toEqual({ pwd: [null, "•••"] });
  expect(changesBetween({ pwd: "one" }, { pwd: "one" }, hidden)).toEqual({});
});

test("a text that is very long is told from its beginning", () => {
  const [[, told] = []] = Object.values(changesBetween({}, { url: "x".repeat(3_000) }));
  expect(told).toBe(`${"x".repeat(1_000)}…`);
});
