import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { insertProfiles } from "../../src/audience/store/identifiers.ts";
import type { ReadVisit } from "../../src/clicks/click.ts";
import { sql } from "../../src/db/sql.ts";
import { openCountingNode } from "../support/counting-node.ts";
import {
  clicksOn,
  type Event,
  eventsOf,
  firedAt,
  newHookedGroup,
  newPlace,
  placeIn,
  useCrossings,
  webhook,
  webhookOff,
} from "../support/crossings.ts";
import { insertGroupRow } from "../support/link-rows.ts";

const counting = useCrossings();

describe("of a webhook of every 50th click", () => {
  test.for<[string, number[], number[]]>([
    ["nothing is told before it", [49], []],
    ["the 50th is told, in whichever batch it comes", [20, 29, 1, 30], [50]],
    ["a batch that passes several tells each", [40, 170], [50, 100, 150, 200]],
    ["a batch that ends on one tells it once", [50, 50], [50, 100]],
  ])("%s", async ([, batches, fired]) => {
    const { db, node } = counting;
    const place = await newPlace(db, { webhook: webhook({ frequency: 50 }) });
    for (const many of batches) await node.count(clicksOn(place, many));
    expect(await firedAt(db, place)).toEqual(fired);
  });
});

test("an event keeps all that it tells, as of its very click", async () => {
  const { db, node } = counting;
  const place = await newPlace(db, { webhook: webhook({ frequency: 50 }) });
  const { workspaceId, linkId } = place;
  await db.transaction((tx) => insertProfiles(tx, workspaceId, new Date(0), [77]));
  const told = { visitor: 2, country: "", qr: true, euid: 77, groupId: 9 };
  const [fiftieth, ...later] = clicksOn(place, 30);
  if (fiftieth === undefined) throw new Error("there are thirty");
  const { traits, record } = fiftieth;
  const batch = [...clicksOn(place, 49), { traits, record: { ...record, ...told } }, ...later];
  await node.count(batch);
  const [link] = await db.all<{ slug: string }>(sql`
    select slug from link
     where workspace_id = ${workspaceId}::bigint and link_id = ${linkId}::bigint`);
  const events = await db.all(sql`
    select click_id, of_group, group_id, link_id, origin, slug, url, metric, frequency, clicks,
           people, clicked_at, qr, euid, country, device, os, browser, referrer, language
      from webhook_event where workspace_id = ${workspaceId}::bigint`);
  expect(events).toEqual([
    {
      click_id: 50,
      of_group: false,
      group_id: 9,
      link_id: linkId,
      origin: "http://localhost:8080",
      slug: link?.slug,
      url: "https://shop.example/",
      metric: "clicks",
      frequency: 50,
      clicks: 50,
      people: 2,
      clicked_at: new Date(record.atMs),
      qr: true,
      euid: 77,
      country: "",
      device: "mobile",
      os: "Android",
      browser: "Chrome",
      referrer: "instagram.com",
      language: "id",
    },
  ]);
});

test("events of one batch have names of their own", async () => {
  const { db, node } = counting;
  const place = await newPlace(db);
  await node.count(clicksOn(place, 20));
  const [row] = await db.all<{ names: number }>(sql`
    select count(distinct event_id) as names from webhook_event
     where workspace_id = ${place.workspaceId}::bigint`);
  expect(row?.names).toBe(20);
});

test("a webhook of people fires on the person, not on further clicks", async () => {
  const { db, node } = counting;
  const place = await newPlace(db, { webhook: webhook({ metric: "people", frequency: 50 }) });
  const newcomers = (first: number, many: number) =>
    Array.from({ length: many }, (_, index) =>
      clicksOn(place, 1, { visitor: first + index }),
    ).flat();
  await node.count([...clicksOn(place, 60, { visitor: 1 }), ...newcomers(2, 48)]);
  expect(await eventsOf(db, place.workspaceId)).toEqual([]);
  await node.count([...newcomers(50, 1), ...clicksOn(place, 5, { visitor: 50 })]);
  await node.count([...clicksOn(place, 5, { visitor: 50 }), ...newcomers(51, 50)]);
  const told = (await eventsOf(db, place.workspaceId)).map((event) => [event.clicks, event.people]);
  expect(told).toEqual([
    [109, 50],
    [169, 100],
  ]);
});

test("a group's webhook replaces the global one for its visits, however the link moves", async () => {
  const { db, node } = counting;
  const place = await newPlace(db, { webhook: webhook({ frequency: 50 }) });
  const { workspaceId } = place;
  const ofEach = await newHookedGroup(db, workspaceId, { frequency: 1 });
  const rare = await newHookedGroup(db, workspaceId, { frequency: 100 });
  const silent = await insertGroupRow(db, workspaceId);
  await node.count(clicksOn(place, 48));
  await node.count([
    ...clicksOn(place, 1, { groupId: ofEach }),
    ...clicksOn(place, 1, { groupId: rare }),
    ...clicksOn(place, 1, { groupId: ofEach }),
  ]);
  await node.count(clicksOn(place, 48, { groupId: silent }));
  await node.count(clicksOn(place, 1, { groupId: rare }));
  await node.count(clicksOn(place, 50, { groupId: silent }));
  const fired = (await eventsOf(db, workspaceId)).map(({ clicks, ofGroup, groupId }) => [
    clicks,
    ofGroup,
    groupId,
  ]);
  expect(fired).toEqual([
    [49, true, ofEach],
    // The 50th was in a group whose webhook fires on every 100th.
    [51, true, ofEach],
    [100, true, rare],
    [150, false, silent],
  ]);
});

test("a group that is gone leaves its visits to the global webhook", async () => {
  const { db, node } = counting;
  const place = await newPlace(db, { webhook: webhook({ frequency: 50 }) });
  const groupId = await newHookedGroup(db, place.workspaceId, { frequency: 1 });
  await db.run(sql`
    update link_group set deleted_at = ${new Date()}::timestamptz
     where workspace_id = ${place.workspaceId}::bigint and group_id = ${groupId}::bigint`);
  await node.count(clicksOn(place, 60, { groupId }));
  expect(await eventsOf(db, place.workspaceId)).toMatchObject([{ clicks: 50, ofGroup: false }]);
});

test("group webhooks rest while the global one is off, and make up for nothing after", async () => {
  const { db, node } = counting;
  const place = await newPlace(db, { webhook: webhookOff });
  const { workspaceId } = place;
  const groupId = await newHookedGroup(db, workspaceId, { frequency: 1 });
  await node.count([...clicksOn(place, 3, { groupId }), ...clicksOn(place, 3)]);
  expect(await eventsOf(db, workspaceId)).toEqual([]);
  await db.transaction(async (tx) => {
    await tx.run(sql`
      update workspace set webhook_enabled = true where workspace_id = ${workspaceId}::bigint`);
    await node.ctx.changes.announce(tx, [{ kind: "workspace", key: String(workspaceId) }]);
  });
  await node.count(clicksOn(place, 1, { groupId }));
  expect(await eventsOf(db, workspaceId)).toMatchObject([{ clicks: 7, ofGroup: true, groupId }]);
});

test("nodes that count one link at once tell each multiple once", async () => {
  const { db } = counting;
  const place = await newPlace(db, { webhook: webhook({ frequency: 50 }) });
  const steps = [counting.step];
  const nodes = [await openCountingNode(db, steps), await openCountingNode(db, steps)];
  await Promise.all(
    nodes.map(async (each, index) => {
      for (let batch = 0; batch < 12; batch += 1) {
        await each.count(clicksOn(place, 10 + 7 * index));
      }
    }),
  );
  expect(await firedAt(db, place)).toEqual([50, 100, 150, 200, 250, 300]);
});

test("whatever comes in whatever batches, each click is told by the webhook of its group", async () => {
  const { db, node } = counting;
  const seen = fc.record({
    link: fc.nat({ max: 1 }),
    group: fc.nat({ max: 2 }),
    visitor: fc.constantFrom(1, 2, 3),
    many: fc.constantFrom(1, 2, 30),
  });
  const batches = fc.array(fc.array(seen, { minLength: 1, maxLength: 4 }), { maxLength: 5 });
  await fc.assert(
    fc.asyncProperty(batches, async (all) => {
      const place = await newPlace(db, { webhook: webhook({ frequency: 50 }) });
      const { workspaceId } = place;
      const linkIds = [place.linkId, (await placeIn(db, workspaceId)).linkId];
      const groups = [
        { groupId: null, fires: (clicks: number, _newcomer: boolean) => clicks % 50 === 0 },
        {
          groupId: await newHookedGroup(db, workspaceId, { metric: "people", frequency: 1 }),
          fires: (_clicks: number, newcomer: boolean) => newcomer,
        },
        {
          groupId: await newHookedGroup(db, workspaceId, { frequency: 1 }),
          fires: () => true,
        },
      ];
      const expected: Event[] = [];
      const had = new Map<number, number[]>(linkIds.map((linkId) => [linkId, []]));
      for (const batch of all) {
        const visits: ReadVisit[] = [];
        for (const { link, group, visitor, many } of batch) {
          const linkId = linkIds[link] ?? 0;
          const { groupId = null, fires = () => false } = groups[group] ?? {};
          const some = clicksOn({ workspaceId, linkId }, many, { visitor, groupId });
          visits.push(...some);
          const visitors = had.get(linkId) ?? [];
          for (const _ of some) {
            const newcomer = !visitors.includes(visitor);
            const clicks = visitors.push(visitor);
            const people = new Set(visitors).size;
            if (!fires(clicks, newcomer)) continue;
            expected.push({ linkId, clicks, people, ofGroup: groupId !== null, groupId });
          }
        }
        await node.count(visits);
      }
      expect(await eventsOf(db, workspaceId)).toEqual(expected);
    }),
    { numRuns: 30 },
  );
});
