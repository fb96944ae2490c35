import { expect, test } from "vitest";
import { heightsOf, ticksOf } from "./scale.ts";

test.for([
  [0, [2, 1, 0]],
  [1, [2, 1, 0]],
  [3, [4, 2, 0]],
  [7, [8, 4, 0]],
  [10, [10, 5, 0]],
  [11, [20, 10, 0]],
  [16_668, [20_000, 10_000, 0]],
  [41_000, [60_000, 30_000, 0]],
] as const)("%i clicks stand under whole ticks", ([most, ticks]) => {
  expect(ticksOf(most)).toEqual(ticks);
});

test("a single click among thousands is seen, none is not", () => {
  expect(heightsOf(1, 20_000, 200)).toBe(2);
  expect(heightsOf(0, 20_000, 200)).toBe(0);
});
