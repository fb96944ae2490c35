import fc from "fast-check";
import { expect, test } from "vitest";
import { FairQueue, type Share } from "./fair-queue.ts";

function filled(maxSize: number, items: readonly (readonly [Share, string])[]) {
  const queue = new FairQueue<string>(maxSize);
  const dropped = items.map(([share, item]) => queue.add(share, item));
  return { queue, dropped: dropped.filter((item) => item !== undefined) };
}

function drain(queue: FairQueue<string>): string[] {
  const taken: string[] = [];
  for (let item = queue.next(); item !== undefined; item = queue.next()) taken.push(item);
  return taken;
}

test("one share is served in order of arrival", () => {
  const { queue } = filled(10, [
    [["a"], "1"],
    [["a"], "2"],
    [["a"], "3"],
  ]);
  expect(drain(queue)).toEqual(["1", "2", "3"]);
});

test("a newcomer waits for one item of a share with many", () => {
  const { queue } = filled(10, [
    [["many"], "m1"],
    [["many"], "m2"],
    [["many"], "m3"],
    [["new"], "n1"],
  ]);
  expect(drain(queue)).toEqual(["m1", "n1", "m2", "m3"]);
});

test("links of one workspace share that workspace's turn", () => {
  const { queue } = filled(10, [
    [["w1", "a"], "w1a1"],
    [["w1", "a"], "w1a2"],
    [["w1", "b"], "w1b1"],
    [["w2", "c"], "w2c1"],
    [["w2", "c"], "w2c2"],
  ]);
  expect(drain(queue)).toEqual(["w1a1", "w2c1", "w1b1", "w2c2", "w1a2"]);
});

test("a full queue drops the newest item of the largest share", () => {
  const { queue, dropped } = filled(3, [
    [["many"], "m1"],
    [["many"], "m2"],
    [["many"], "m3"],
    [["new"], "n1"],
  ]);
  expect(dropped).toEqual(["m3"]);
  expect(drain(queue)).toEqual(["m1", "n1", "m2"]);
});

test("a newcomer to a full queue of single items gives way itself", () => {
  const { dropped } = filled(2, [
    [["a"], "a1"],
    [["b"], "b1"],
    [["c"], "c1"],
  ]);
  expect(dropped).toEqual(["c1"]);
});

test("an item that was removed is not served", () => {
  const { queue } = filled(10, [
    [["w1", "a"], "1"],
    [["w1", "b"], "2"],
  ]);
  queue.remove(["w1", "a"], "1");
  queue.remove(["w1", "a"], "unknown");
  queue.remove(["w9", "z"], "2");
  expect(queue.size).toBe(1);
  expect(drain(queue)).toEqual(["2"]);
});

const keys = fc.constantFrom("a", "b", "c");
const step = fc.oneof(
  fc.record({ kind: fc.constant("add" as const), share: fc.tuple(keys, keys) }),
  fc.record({ kind: fc.constant("next" as const) }),
  fc.record({ kind: fc.constant("remove" as const), index: fc.nat(50) }),
);

test("every item leaves exactly once: served, dropped or removed", () => {
  fc.assert(
    fc.property(fc.array(step, { maxLength: 60 }), (steps) => {
      const queue = new FairQueue<string>(5);
      const added: [Share, string][] = [];
      const left: string[] = [];
      for (const [index, each] of steps.entries()) {
        if (each.kind === "add") {
          const item = String(index);
          added.push([each.share, item]);
          const dropped = queue.add(each.share, item);
          if (dropped !== undefined) left.push(dropped);
        } else if (each.kind === "next") {
          const item = queue.next();
          if (item !== undefined) left.push(item);
        } else {
          const [share, item] = added[each.index % Math.max(added.length, 1)] ?? [];
          const before = queue.size;
          if (share !== undefined && item !== undefined) queue.remove(share, item);
          if (queue.size < before && item !== undefined) left.push(item);
        }
        expect(queue.size).toBe(added.length - left.length);
        expect(queue.size).toBeLessThanOrEqual(5);
      }
      left.push(...drain(queue));
      expect(left.toSorted()).toEqual(added.map(([, item]) => item).toSorted());
    }),
  );
});
