import { describe, expect, test } from "vitest";
import { ingest } from "../../src/clicks/ingest.ts";
import { sql } from "../../src/db/sql.ts";
import type { TakenDelivery } from "../../src/jobs/queue.ts";
import { type AttemptResult, answered, unsent } from "../../src/notifications/delivery.ts";
import { disableWebhook } from "../../src/notifications/disable-webhook.ts";
import { loadDeliveries } from "../../src/notifications/load-deliveries.ts";
import { recordAttempts } from "../../src/notifications/record-attempts.ts";
import { openCountingNode, partners } from "../support/counting-node.ts";
import {
  clicksOn,
  newHookedGroup,
  newPlace,
  type Place,
  useCrossings,
} from "../support/crossings.ts";

const counting = useCrossings();
const NOW = new Date("2026-11-05T06:00:00Z");
const URL = "https://hooks.example/";
const log = { debug() {}, info() {}, warn() {}, error() {} };

const ctx = () => ({
  db: counting.db,
  clock: () => NOW,
  log,
  changes: counting.node.ctx.changes,
  enqueue: counting.queue.enqueue,
  enqueueDeliveries: counting.queue.deliveries.enqueue,
});

/** A place whose webhook has a secret, so that it can be delivered to. */
async function newTold(): Promise<Place> {
  const place = await newPlace(counting.db);
  await counting.db.run(sql`
    update workspace set webhook_secret = 'whsec_AAAA'
     where workspace_id = ${place.workspaceId}::bigint`);
  return place;
}

/** What is due of a workspace; the rest goes back. */
async function take({ workspaceId }: Place): Promise<TakenDelivery[]> {
  const { deliveries } = counting.queue;
  const all = await deliveries.take(5_000, []);
  const isOurs = (job: TakenDelivery) => job.workspaceId === workspaceId;
  await deliveries.handBack(all.filter((job) => !isOurs(job)).map(({ jobId }) => jobId));
  return all.filter(isOurs).sort((a, b) => a.clickId - b.clickId);
}

/** Attempts what was taken, with this result. */
async function attempt(jobs: readonly TakenDelivery[], result: AttemptResult): Promise<void> {
  const { due } = await loadDeliveries(ctx(), jobs);
  await counting.db.transaction(async (tx) => {
    await counting.queue.deliveries.settle(
      tx,
      jobs.map(({ jobId }) => jobId),
    );
    await recordAttempts(
      ctx(),
      tx,
      due.map(({ event }) => ({ event, result })),
    );
  });
}

const rows = ({ workspaceId }: Place) =>
  counting.db.all(sql`
    select click_id as click, status, attempts, tries, turn, last_status as last, next_at as next
      from webhook_event where workspace_id = ${workspaceId}::bigint order by click_id`);

/** The attempts to come of a workspace, and when. */
const jobs = ({ workspaceId }: Place) =>
  counting.db.all<{ turn: number; at: Date }>({
    text: `select (data->>'turn')::int as turn, start_after as at from pgboss.job
            where name = 'webhooks.deliver' and state = 'created'
              and (data->>'workspaceId')::bigint = $1`,
    values: [workspaceId],
    foreign: true,
  });

const isEnabled = async ({ workspaceId }: Place) =>
  (
    await counting.db.one<{ on: boolean }>(sql`
      select webhook_enabled as on from workspace where workspace_id = ${workspaceId}::bigint`)
  )?.on;

test("a click's event and its first job are stored together or not at all", async () => {
  const place = await newTold();
  const { ctx: node, claim } = await openCountingNode(counting.db);
  const [from, to] = [0, 1].map((offset) => ({ segment: 0, offset }));
  if (from === undefined || to === undefined) throw new Error("there are two");
  const batch = { visits: clicksOn(place, 3), from, to };
  const failing = async () => {
    throw new Error("no");
  };
  await expect(ingest(node, claim, batch, partners([counting.step, failing]))).rejects.toThrow(
    "no",
  );
  expect([await rows(place), await jobs(place)]).toEqual([[], []]);
  await ingest(node, claim, batch, partners([counting.step]));
  expect((await take(place)).map(({ clickId, turn }) => [clickId, turn])).toEqual([
    [1, 0],
    [2, 0],
    [3, 0],
  ]);
});

test("a failed attempt and the job of the next are stored together", async () => {
  const place = await newTold();
  await counting.node.count(clicksOn(place, 1));
  await attempt(await take(place), answered(500, URL));
  const [row] = (await rows(place)) as [{ next: Date }];
  expect(row).toEqual({
    click: 1,
    status: "pending",
    attempts: 1,
    tries: 1,
    turn: 1,
    last: 500,
    next: expect.any(Date),
  });
  expect(await jobs(place)).toEqual([{ turn: 1, at: row.next }]);
  const waits = row.next.getTime() - NOW.getTime();
  expect(waits).toBeGreaterThanOrEqual(4_500);
  expect(waits).toBeLessThanOrEqual(5_500);
});

/** What the people of a workspace are told. */
const told = async ({ workspaceId }: Place) => {
  const text = `select data->'notice' as notice from pgboss.job
                 where name = 'notifications.tell-workspace' and (data->>'workspaceId')::bigint = $1`;
  const jobs = await counting.db.all({ text, values: [workspaceId], foreign: true });
  return jobs.map(({ notice }) => notice);
};

test("what comes of an attempt counts once, and not where another has the turn", async () => {
  const place = await newTold();
  await counting.node.count(clicksOn(place, 1));
  const taken = await take(place);
  const { due } = await loadDeliveries(ctx(), taken);
  const [first] = due;
  if (first === undefined) throw new Error("there is one");
  for (const status of [500, 200]) {
    await counting.db.transaction((tx) =>
      recordAttempts(ctx(), tx, [{ event: first.event, result: answered(status, URL) }]),
    );
  }
  expect(await rows(place)).toMatchObject([{ status: "pending", attempts: 1, last: 500 }]);
  expect(await loadDeliveries(ctx(), taken)).toEqual({ due: [], stale: taken });
});

test("what was handed back is due again, and what nobody settled is taken back", async () => {
  const place = await newTold();
  await counting.node.count(clicksOn(place, 4));
  const taken = await take(place);
  expect(await take(place)).toEqual([]);
  await counting.queue.deliveries.handBack(taken.slice(0, 2).map(({ jobId }) => jobId));
  expect((await take(place)).map(({ clickId }) => clickId)).toEqual([1, 2]);
  await counting.queue.deliveries.handAllBack();
  expect((await take(place)).map(({ clickId }) => clickId)).toEqual([1, 2, 3, 4]);
});

test("webhooks of which there is enough are left out", async () => {
  const [place, other] = [await newTold(), await newTold()];
  await counting.node.count([...clicksOn(place, 2), ...clicksOn(other, 1)]);
  const taken = await counting.queue.deliveries.take(5_000, [`${place.workspaceId}.0`]);
  const workspaces = new Set(taken.map(({ workspaceId }) => workspaceId));
  expect([workspaces.has(place.workspaceId), workspaces.has(other.workspaceId)]).toEqual([
    false,
    true,
  ]);
  await counting.queue.deliveries.handAllBack();
});

describe("a webhook", () => {
  test("is disabled by the fiftieth that dies in a row, in whichever batches they die", async () => {
    const place = await newTold();
    await counting.node.count(clicksOn(place, 101));
    const all = await take(place);
    const gone = answered(410, URL);
    await attempt(all.slice(0, 30), gone);
    await attempt(all.slice(30, 31), answered(200, URL));
    await attempt(all.slice(31, 80), gone);
    await attempt(all.slice(80, 90), unsent("the webhook is off", true));
    expect(await isEnabled(place)).toBe(true);
    await attempt(all.slice(90, 91), gone);
    expect(await isEnabled(place)).toBe(false);
  });

  test("of a group is disabled alone, and once", async () => {
    const place = await newTold();
    const { workspaceId } = place;
    const groupId = await newHookedGroup(counting.db, workspaceId, { frequency: 1 });
    await counting.node.count(clicksOn(place, 50, { groupId }));
    await attempt(await take(place), answered(410, URL));
    const [group] = await counting.db.all(sql`
      select webhook_enabled as on, version from link_group
       where workspace_id = ${workspaceId}::bigint and group_id = ${groupId}::bigint`);
    expect([group, await isEnabled(place)]).toEqual([{ on: false, version: 2 }, true]);
    await counting.db.transaction((tx) => disableWebhook(ctx(), tx, { workspaceId, groupId }));
    expect(await told(place)).toEqual([
      {
        kind: "webhook-disabled",
        groupName: "Instagram",
        host: "group.example",
        at: NOW.toISOString(),
      },
    ]);
  });
});
