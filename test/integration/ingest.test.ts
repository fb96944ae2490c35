import { randomUUID } from "node:crypto";
import fc from "fast-check";
import { beforeAll, describe, expect, test } from "vitest";
import { ensureMonths } from "../../src/clicks/ensure-months.ts";
import { type Claim, ingest, JournalMoved, rehearse } from "../../src/clicks/ingest.ts";
import { sql } from "../../src/db/sql.ts";
import { type CountingNode, openCountingNode, partners } from "../support/counting-node.ts";
import { insertWorkspaceRow } from "../support/node.ts";
import { useStore } from "../support/store.ts";
import { visitOf } from "../support/visits.ts";

const store = useStore();
/** Noon in Jakarta. */
const NOON = Date.UTC(2026, 10, 5, 5);
const HOUR = 3_600_000;
const ZONE_HOURS = 7;

let node: CountingNode;

beforeAll(async () => {
  node = await openCountingNode(store.db);
  await ensureMonths(node.ctx, [NOON - 40 * 24 * HOUR, NOON, NOON + 40 * 24 * HOUR]);
});

interface Stored {
  readonly number: number;
  readonly linkId: number;
  readonly ms: number;
  readonly firstOfHour: boolean;
  readonly firstOfDay: boolean;
}

function clicksOf(workspaceId: number): Promise<Stored[]> {
  return store.db.all<Stored & Record<string, unknown>>(sql`
    select click_id as number, link_id as "linkId",
           (extract(epoch from clicked_at) * 1000)::bigint as ms,
           first_of_hour as "firstOfHour", first_of_day as "firstOfDay"
      from click where workspace_id = ${workspaceId}::bigint order by click_id`);
}

async function talliesOf(workspaceId: number) {
  return store.db.all(sql`
    select link_id as "linkId", clicks, people from link_click
     where workspace_id = ${workspaceId}::bigint order by link_id`);
}

async function forwardsOf(workspaceId: number) {
  return store.db.all(sql`
    select link_id as "linkId", forwards from link_forward
     where workspace_id = ${workspaceId}::bigint order by link_id`);
}

async function newWorkspace(): Promise<number> {
  return insertWorkspaceRow(store.db, { timeZone: "Asia/Jakarta" });
}

describe("of one visitor's visits to one link", () => {
  test.for<[string, number[][], number[]]>([
    ["one counts", [[0]], [0]],
    ["a second one five seconds later does not", [[0, 5_000]], [0]],
    ["a second one later than that does", [[0, 5_001]], [0, 5_001]],
    ["what was not counted shields nothing", [[0, 4_000, 8_000]], [0, 8_000]],
    ["an earlier batch is remembered", [[0], [3_000], [6_000]], [0, 6_000]],
    ["one that comes late is held against those after it", [[10_000], [6_000]], [10_000]],
    ["one that comes very late counts", [[60_000], [0]], [60_000, 0]],
    [
      "one that comes late between two others is held against both",
      [
        [0, 60_000],
        [3_000, 30_000, 57_000],
      ],
      [0, 60_000, 30_000],
    ],
    [
      "a clock that steps back doubles nothing",
      [[10_000, 20_000, 11_000, 21_000]],
      [10_000, 20_000],
    ],
  ])("%s", async ([, batches, counted]) => {
    const workspaceId = await newWorkspace();
    for (const batch of batches) {
      await node.count(batch.map((ms) => visitOf({ workspaceId, linkId: 1, atMs: NOON + ms })));
    }
    expect((await clicksOf(workspaceId)).map(({ ms }) => ms - NOON)).toEqual(counted);
    expect(await talliesOf(workspaceId)).toEqual([
      { linkId: 1, clicks: counted.length, people: 1 },
    ]);
    const visits = batches.flat().length;
    expect(await forwardsOf(workspaceId)).toEqual([{ linkId: 1, forwards: visits }]);
  });
});

test("a person is new once an hour, once a day and once a link, by the workspace's clock", async () => {
  const workspaceId = await newWorkspace();
  const at = [0, 1_800_000, HOUR, 12 * HOUR, 13 * HOUR];
  await node.count(at.map((ms) => visitOf({ workspaceId, linkId: 1, atMs: NOON + ms })));
  await node.count([visitOf({ workspaceId, linkId: 2, atMs: NOON })]);
  await node.count([visitOf({ workspaceId, linkId: 1, visitor: 2, atMs: NOON })]);
  const firsts = (await clicksOf(workspaceId)).map(({ linkId, firstOfHour, firstOfDay }) => [
    linkId,
    firstOfHour,
    firstOfDay,
  ]);
  expect(firsts).toEqual([
    [1, true, true],
    [1, false, false],
    [1, true, false],
    [1, true, true], // midnight in Jakarta
    [1, true, false],
    [2, true, true],
    [1, true, true],
  ]);
  expect(await talliesOf(workspaceId)).toEqual([
    { linkId: 1, clicks: 6, people: 2 },
    { linkId: 2, clicks: 1, people: 1 },
  ]);
});

test("a forward that took a place is not counted as a forward again, a foreign one is no click", async () => {
  const workspaceId = await newWorkspace();
  await node.count([
    visitOf({ workspaceId, linkId: 1, atMs: NOON, placed: true }),
    visitOf({ workspaceId, linkId: 1, atMs: NOON, visitor: 2, excluded: true }),
    visitOf({ workspaceId, linkId: 2, atMs: NOON, visitor: 2, excluded: true, placed: true }),
  ]);
  expect(await forwardsOf(workspaceId)).toEqual([{ linkId: 1, forwards: 1 }]);
  expect(await talliesOf(workspaceId)).toEqual([{ linkId: 1, clicks: 1, people: 1 }]);
});

test("a batch that is counted already is refused whole", async () => {
  const workspaceId = await newWorkspace();
  const other = await openCountingNode(store.db);
  const batch = {
    visits: [visitOf({ workspaceId, linkId: 1, atMs: NOON })],
    from: { segment: 0, offset: 0 },
    to: { segment: 0, offset: 9 },
  };
  await ingest(other.ctx, other.claim, batch, partners());
  await expect(ingest(other.ctx, other.claim, batch, partners())).rejects.toThrow(JournalMoved);
  const thief: Claim = { ...other.claim, holder: randomUUID() };
  const next = { ...batch, from: batch.to, to: { segment: 0, offset: 20 } };
  await expect(ingest(other.ctx, thief, next, partners())).rejects.toThrow(JournalMoved);
  expect(await clicksOf(workspaceId)).toHaveLength(1);
});

test("a step that fails leaves nothing counted, and the position where it was", async () => {
  const workspaceId = await newWorkspace();
  const visits = [visitOf({ workspaceId, linkId: 1, atMs: NOON })];
  const other = await openCountingNode(store.db);
  const from = { segment: 0, offset: 0 };
  const failing = async () => {
    throw new Error("no");
  };
  const to = { segment: 0, offset: 1 };
  await expect(
    ingest(other.ctx, other.claim, { visits, from, to }, partners([failing])),
  ).rejects.toThrow("no");
  expect(await clicksOf(workspaceId)).toEqual([]);
  await other.count(visits);
  expect(await clicksOf(workspaceId)).toHaveLength(1);
});

test("a rehearsal stores nothing", async () => {
  const workspaceId = await newWorkspace();
  await rehearse(node.ctx, [visitOf({ workspaceId, linkId: 1, atMs: NOON })], partners());
  expect(await clicksOf(workspaceId)).toEqual([]);
  expect(await talliesOf(workspaceId)).toEqual([]);
});

test("of a workspace that is gone nothing is kept, and nobody else's is lost", async () => {
  const workspaceId = await newWorkspace();
  const gone = await newWorkspace();
  await store.db.run(sql`
    update workspace set deleted_at = ${new Date()}::timestamptz
     where workspace_id = ${gone}::bigint`);
  await node.count([
    visitOf({ workspaceId: gone, linkId: 1, atMs: NOON }),
    visitOf({ workspaceId, linkId: 1, atMs: NOON }),
    visitOf({ workspaceId: 999_999_999, linkId: 1, atMs: NOON }),
  ]);
  expect(await clicksOf(gone)).toEqual([]);
  expect(await clicksOf(workspaceId)).toHaveLength(1);
});

test("nodes that count one workspace at once give each click its own number and lose none", async () => {
  const workspaceId = await newWorkspace();
  const nodes = [await openCountingNode(store.db), await openCountingNode(store.db)];
  const batches = 10;
  await Promise.all(
    nodes.map(async (each, index) => {
      for (let batch = 0; batch < batches; batch += 1) {
        const visitor = 1 + ((batch + index) % 7);
        await each.count(
          [1, 2, 3].map((linkId) =>
            visitOf({ workspaceId, linkId, visitor, atMs: NOON + (2 * batch + index) * 6_000 }),
          ),
        );
      }
    }),
  );
  const clicks = await clicksOf(workspaceId);
  expect(clicks.map(({ number }) => number)).toEqual(
    Array.from({ length: 2 * batches * 3 }, (_, index) => index + 1),
  );
  expect(await talliesOf(workspaceId)).toEqual(
    [1, 2, 3].map((linkId) => ({ linkId, clicks: 2 * batches, people: 7 })),
  );
});

interface Seen {
  readonly linkId: number;
  readonly visitor: number;
  readonly ms: number;
}

/** The rules once more, over all that was ever counted. */
function model(visits: readonly Seen[]) {
  const counted: (Seen & { firstOfHour: boolean; firstOfDay: boolean })[] = [];
  const wall = (ms: number, unit: number) => Math.floor((NOON + ms + ZONE_HOURS * HOUR) / unit);
  for (const visit of visits) {
    const mine = counted.filter((it) => it.linkId === visit.linkId && it.visitor === visit.visitor);
    if (mine.some(({ ms }) => Math.abs(ms - visit.ms) <= 5_000)) continue;
    const same = (unit: number) => mine.some(({ ms }) => wall(ms, unit) === wall(visit.ms, unit));
    counted.push({ ...visit, firstOfHour: !same(HOUR), firstOfDay: !same(24 * HOUR) });
  }
  return counted;
}

test("whatever comes in whatever order and batches is counted as by the rules", async () => {
  const seen = fc.record({
    linkId: fc.integer({ min: 1, max: 2 }),
    visitor: fc.constantFrom(1, 2),
    ms: fc.oneof(
      fc.integer({ min: 0, max: 20_000 }),
      fc.integer({ min: -30 * HOUR, max: 30 * HOUR }),
    ),
  });
  await fc.assert(
    fc.asyncProperty(
      fc.array(fc.array(seen, { maxLength: 8 }), { maxLength: 6 }),
      async (batches) => {
        const workspaceId = await newWorkspace();
        for (const batch of batches) {
          await node.count(
            batch.map(({ linkId, visitor, ms }) =>
              visitOf({ workspaceId, linkId, visitor, atMs: NOON + ms }),
            ),
          );
        }
        const expected = model(batches.flat());
        expect(
          (await clicksOf(workspaceId)).map(({ linkId, ms, firstOfHour, firstOfDay }) => ({
            linkId,
            ms: ms - NOON,
            firstOfHour,
            firstOfDay,
          })),
        ).toEqual(expected.map(({ visitor: _, ...rest }) => rest));
        const links = [...new Set(expected.map(({ linkId }) => linkId))].sort();
        expect(await talliesOf(workspaceId)).toEqual(
          links.map((linkId) => {
            const mine = expected.filter((it) => it.linkId === linkId);
            return {
              linkId,
              clicks: mine.length,
              people: new Set(mine.map((it) => it.visitor)).size,
            };
          }),
        );
      },
    ),
    { numRuns: 60 },
  );
});
