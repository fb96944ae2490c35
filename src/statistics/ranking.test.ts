import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { compareRanks, firstOf, noFigures, type RankSort, rankValue } from "./ranking.ts";

describe("the first rows", () => {
  test("are those of all rows in order, however many there are", () => {
    const row = fc.record({ id: fc.nat(5_000), value: fc.integer({ min: -5, max: 5 }) });
    const rows = fc.uniqueArray(row, { maxLength: 3_000, selector: ({ id }) => id });
    fc.assert(
      fc.property(rows, fc.nat(40), fc.boolean(), (all, count, ascending) => {
        const compare = compareRanks(ascending);
        expect(firstOf(all, count, compare)).toEqual(all.toSorted(compare).slice(0, count));
      }),
    );
  });
});

test.for<[RankSort, number]>([
  ["clicks", 9],
  ["people", 4],
  ["qr", 2],
  ["change", -3],
])("%s is a number to rank by", ([sort, value]) => {
  const before = { ...noFigures, clicks: 12 };
  expect(rankValue(sort, { clicks: 9, people: 4, qr: 2 }, before)).toBe(value);
});
