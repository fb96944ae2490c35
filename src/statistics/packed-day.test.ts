import fc from "fast-check";
import { expect, test } from "vitest";
import { type LinkFigures, packDay, unpackDay } from "./packed-day.ts";

const number = fc.oneof(fc.nat(300), fc.maxSafeNat());
const row = fc.record({
  groupId: number,
  linkId: number,
  clicks: number,
  people: number,
  qr: number,
});
const ascending = (rows: readonly LinkFigures[]) =>
  rows.toSorted((a, b) => a.groupId - b.groupId || a.linkId - b.linkId);

test("a packed day gives back each of its rows", () => {
  fc.assert(
    fc.property(fc.array(row), (some) => {
      const rows = ascending(some);
      expect([...unpackDay(packDay(rows))]).toEqual(rows);
    }),
  );
});

test("a row of a usual link takes few bytes", () => {
  const rows = Array.from({ length: 1_000 }, (_, n) => ({
    groupId: n < 500 ? 0 : 5_001,
    linkId: 1_000_000 + 7 * n,
    clicks: 3,
    people: 2,
    qr: 0,
  }));
  expect(packDay(rows).length).toBeLessThan(5_100);
});
