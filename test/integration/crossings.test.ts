import { describe, expect, test } from "vitest";
import type { AfterCounting } from "../../src/clicks/ingest.ts";
import { ingest, JournalMoved, rehearse } from "../../src/clicks/ingest.ts";
import type { Statement, Transaction } from "../../src/db/database.ts";
import { sql } from "../../src/db/sql.ts";
import { eraseCrossings } from "../../src/notifications/erase-crossings.ts";
import { openCountingNode, partners } from "../support/counting-node.ts";
import {
  clicksOn,
  firedAt,
  groupWithWays,
  newPlace,
  reachedBy,
  sayWays,
  useCrossings,
  type Ways,
  webhook,
  webhookOff,
} from "../support/crossings.ts";

const counting = useCrossings();

describe("a threshold of 3 clicks is written down where", () => {
  test.for<[string, Ways, Ways | null, object[]]>([
    ["nobody has spoken: not", [null, null], null, []],
    ["the link wants push", [true, null], null, [{ push: true, mail: false }]],
    ["the link wants mail", [false, true], null, [{ push: false, mail: true }]],
    ["its group wants both", [false, null], [true, true], [{ push: true, mail: true }]],
    ["its group wants neither: not", [true, true], [false, false], []],
    ["its group is silent", [true, null], [null, null], [{ push: true, mail: false }]],
  ])("%s", async ([, link, group, written]) => {
    const { db, node } = counting;
    const place = await newPlace(db, { webhook: webhookOff, notifyThresholds: [3] });
    await sayWays(db, place, link);
    if (group !== null) await groupWithWays(db, place, group);
    const visits = clicksOn(place, 4);
    await node.count(visits);
    const rows = await db.all(sql`
      select notifies_push as push, notifies_mail as mail, reached_at as at from click_threshold
       where workspace_id = ${place.workspaceId}::bigint`);
    const at = new Date(visits[2]?.record.atMs ?? 0);
    expect(rows).toEqual(written.map((ways) => ({ ...ways, at })));
  });
});

test("a threshold is reached once: by a batch that passes several, and never again", async () => {
  const { db, node } = counting;
  const place = await newPlace(db, { webhook: webhookOff, notifyThresholds: [2, 5, 9] });
  await sayWays(db, place, [true, false]);
  await node.count(clicksOn(place, 1));
  expect(await reachedBy(db, place)).toEqual([]);
  await node.count(clicksOn(place, 5));
  expect(await reachedBy(db, place)).toEqual([2, 5]);
  // Not even by a counter that begins anew.
  await db.run(sql`
    update link_click set clicks = 0 where workspace_id = ${place.workspaceId}::bigint`);
  await node.count(clicksOn(place, 9));
  expect(await reachedBy(db, place)).toEqual([2, 5, 9]);
});

test("a threshold that was passed unheard is not told later", async () => {
  const { db, node } = counting;
  const place = await newPlace(db, { webhook: webhookOff, notifyThresholds: [2, 5] });
  await node.count(clicksOn(place, 3));
  await sayWays(db, place, [true, false]);
  await node.count(clicksOn(place, 4));
  expect(await reachedBy(db, place)).toEqual([5]);
});

test("nodes that count one link at once reach each threshold once", async () => {
  const { db } = counting;
  const place = await newPlace(db, { notifyThresholds: [10, 60, 333] });
  await sayWays(db, place, [false, true]);
  const nodes = [
    await openCountingNode(db, [counting.step]),
    await openCountingNode(db, [counting.step]),
  ];
  await Promise.all(
    nodes.map(async (each) => {
      for (let batch = 0; batch < 8; batch += 1) await each.count(clicksOn(place, 7));
    }),
  );
  expect(await reachedBy(db, place)).toEqual([10, 60]);
  expect(await firedAt(db, place)).toEqual(Array.from({ length: 112 }, (_, index) => index + 1));
});

test("a link that is gone meanwhile tells nobody, and harms no other", async () => {
  const { db, node } = counting;
  const place = await newPlace(db, { notifyThresholds: [1] });
  await sayWays(db, place, [true, true]);
  const gone = { ...place, linkId: 999_999_999 };
  await node.count([...clicksOn(gone, 2), ...clicksOn(place, 1)]);
  expect(await reachedBy(db, gone)).toEqual([]);
  expect(await reachedBy(db, place)).toEqual([1]);
  expect(await firedAt(db, place)).toEqual([1]);
});

test("a batch that fails later, is rehearsed or comes again tells nothing, or nothing twice", async () => {
  const { db } = counting;
  const place = await newPlace(db, { notifyThresholds: [2] });
  await sayWays(db, place, [true, false]);
  const [from, to] = [0, 1].map((offset) => ({ segment: 0, offset }));
  if (from === undefined || to === undefined) throw new Error("there are two");
  const batch = { visits: clicksOn(place, 3), from, to };
  const { ctx, claim } = await openCountingNode(db);
  const failing = async () => {
    throw new Error("no");
  };
  await expect(ingest(ctx, claim, batch, partners([counting.step, failing]))).rejects.toThrow("no");
  await rehearse(ctx, batch.visits, partners([counting.step]));
  expect([await firedAt(db, place), await reachedBy(db, place)]).toEqual([[], []]);
  await ingest(ctx, claim, batch, partners([counting.step]));
  await expect(ingest(ctx, claim, batch, partners([counting.step]))).rejects.toThrow(JournalMoved);
  expect([await firedAt(db, place), await reachedBy(db, place)]).toEqual([[1, 2, 3], [2]]);
});

/** The step, and the statements that it asks. */
function overhear(): { readonly step: AfterCounting; readonly asked: string[] } {
  const asked: string[] = [];
  const step: AfterCounting = (tx, counted) => {
    const all: Transaction["all"] = (statement: Statement) => {
      asked.push(/from\s+(\w+)/.exec(statement.text)?.[1] ?? statement.text);
      return tx.all(statement);
    };
    return counting.step({ ...tx, all }, counted);
  };
  return { step, asked };
}

describe("beyond the counting the store is asked", () => {
  test.for<[string, object, number | null, string[]]>([
    ["nothing while no webhook is on and no threshold is met", { webhook: webhookOff }, 5, []],
    ["nothing where links without group fire nothing", {}, null, []],
    ["about the groups while the webhook is on", {}, 5, ["link_group"]],
    [
      "about the links that crossed something",
      { webhook: webhookOff, notifyThresholds: [3] },
      5,
      ["link"],
    ],
  ])("%s", async ([, workspace, groupId, tables]) => {
    const { db } = counting;
    const settings = { webhook: webhook({ frequency: 50 }), notifyThresholds: [100] };
    const place = await newPlace(db, { ...settings, ...workspace });
    const { step, asked } = overhear();
    const node = await openCountingNode(db, [step]);
    await node.count(clicksOn(place, 5, { groupId }));
    expect(asked).toEqual(tables);
  });
});

test("of a deleted workspace all of it is erased, batch by batch, and nobody else's", async () => {
  const { db, node } = counting;
  const doomed = await newPlace(db, { notifyThresholds: [1] });
  const neighbour = await newPlace(db, { notifyThresholds: [1] });
  for (const place of [doomed, neighbour]) {
    await sayWays(db, place, [true, true]);
    await node.count(clicksOn(place, 700));
    await node.count(clicksOn(place, 700));
  }
  let batches = 1;
  while (await eraseCrossings({ db }, doomed.workspaceId)) batches += 1;
  expect(batches).toBe(3);
  expect([await firedAt(db, doomed), await reachedBy(db, doomed)]).toEqual([[], []]);
  expect(await firedAt(db, neighbour)).toHaveLength(1_400);
  expect(await reachedBy(db, neighbour)).toEqual([1]);
});
