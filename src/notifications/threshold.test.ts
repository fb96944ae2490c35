import { describe, expect, test } from "vitest";
import { visitOf } from "../../test/support/visits.ts";
import { withTallies } from "./counted-click.ts";
import { reachingClicks } from "./threshold.ts";

/** A batch of so many clicks of a link that had `before`. */
function batchOf(linkId: number, before: number, clicks: number) {
  const some = Array.from({ length: clicks }, (_, index) => ({
    ...visitOf({ workspaceId: 1, linkId, atMs: index }),
    firstOfLink: index === 0,
    firstOfDay: false,
    firstOfHour: false,
    day: 0,
  }));
  return { clicks: some, after: [linkId, { clicks: before + clicks, people: 1 }] as const };
}

describe("of thresholds at 3, 5 and 100 a batch reaches", () => {
  test.for<[string, number, number, number[]]>([
    ["none below the first", 0, 2, []],
    ["the one its last click makes", 0, 3, [3]],
    ["not the one that was made before", 3, 1, []],
    ["each that it passes", 0, 7, [3, 5]],
    ["none beyond the last", 100, 50, []],
  ])("%s", ([, before, clicks, reached]) => {
    const batch = batchOf(1, before, clicks);
    const counted = withTallies(batch.clicks, 1, new Map([batch.after]));
    const reaching = reachingClicks(counted, [3, 5, 100]);
    expect(reaching.map(({ tally }) => tally.clicks)).toEqual(reached);
    expect(reaching.map(({ click }) => click.record.atMs)).toEqual(
      reached.map((threshold) => threshold - before - 1),
    );
  });
});

test("links of one batch are counted apart, numbers go through", () => {
  const one = batchOf(1, 10, 2);
  const two = batchOf(2, 0, 1);
  const clicks = [...one.clicks, ...two.clicks];
  const counted = withTallies(clicks, 41, new Map([one.after, two.after]));
  expect(counted.map(({ number, tally }) => [number, tally.clicks, tally.people])).toEqual([
    [41, 11, 1],
    [42, 12, 1],
    [43, 1, 1],
  ]);
});
