import fc from "fast-check";
import { expect, test } from "vitest";
import { byWeight } from "./by-weight.ts";

const own = (weight: number): number => weight;

test("what weighs too much together is parted, and what alone weighs too much stands alone", () => {
  expect([...byWeight([3, 4, 3, 12, 1, 9, 1], own, 10)]).toEqual([[3, 4, 3], [12], [1, 9], [1]]);
  expect([...byWeight([], own, 10)]).toEqual([]);
});

test("nothing is lost, and no two neighbours would have gone together", () => {
  fc.assert(
    fc.property(fc.array(fc.nat(20)), (weights) => {
      const parts = [...byWeight(weights, own, 15)];
      expect(parts.flat()).toEqual(weights);
      const sum = (part: readonly number[]) => part.reduce((total, each) => total + each, 0);
      for (const [at, part] of parts.entries()) {
        expect(part.length === 1 || sum(part) <= 15).toBe(true);
        const [next] = parts[at + 1] ?? [];
        if (next !== undefined) expect(sum(part) + next).toBeGreaterThan(15);
      }
    }),
  );
});
