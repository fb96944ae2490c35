import { expect, test } from "vitest";
import { medianInterval } from "../../bench/median-interval.ts";

test("ten values have their second and ninth as bounds of the interval", () => {
  const values = [7, 3, 9, 1, 5, 10, 2, 8, 4, 6];
  expect(medianInterval(values)).toEqual({ median: 5.5, low: 2, high: 9 });
});

test("six values have their least and greatest as bounds of the interval", () => {
  expect(medianInterval([6, 5, 4, 3, 2, 1])).toEqual({ median: 3.5, low: 1, high: 6 });
});

test("twenty values have their sixth and fifteenth as bounds of the interval", () => {
  const values = Array.from({ length: 20 }, (_, index) => index + 1);
  expect(medianInterval(values)).toEqual({ median: 10.5, low: 6, high: 15 });
});

test("five values are too few for an interval of 95 %", () => {
  expect(() => medianInterval([1, 2, 3, 4, 5])).toThrow("too few");
});
