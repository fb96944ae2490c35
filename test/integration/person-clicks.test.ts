import { beforeAll, describe, expect, test } from "vitest";
import { makeRecordPersonClicks } from "../../src/audience/record-person-clicks.ts";
import { ensureMonths } from "../../src/clicks/ensure-months.ts";
import { type AfterCounting, ingest, JournalMoved, rehearse } from "../../src/clicks/ingest.ts";
import type { LockPeople } from "../../src/clicks/resolve-people.ts";
import { sql } from "../../src/db/sql.ts";
import { findGroupNames } from "../../src/links/find-group-names.ts";
import { findShortUrls } from "../../src/links/find-short-urls.ts";
import { openCountingNode, partners } from "../support/counting-node.ts";
import { clicksOn, newPlace, useCrossings, webhook, webhookOff } from "../support/crossings.ts";
import { insertGroupRow } from "../support/link-rows.ts";
import { insertWorkspaceRow } from "../support/node.ts";
import {
  clickedBy,
  clicksToldOf,
  leadTo,
  newPerson,
  PEOPLE_SINCE,
  removePerson,
  whoClicked,
} from "../support/people.ts";
import { visitOf } from "../support/visits.ts";

const store = useCrossings();
const NOON = Date.UTC(2026, 10, 5, 5);
const LATER = new Date("2026-11-05T06:00:00Z");
const steps: readonly AfterCounting[] = [
  (tx, counted) => store.step(tx, counted),
  makeRecordPersonClicks({ clock: () => LATER, findShortUrls, findGroupNames }),
];

beforeAll(async () => ensureMonths(store, [NOON]));

const never = { first: null, last: null, clicks: 0 };

/** A link, and somebody it was sent to. */
async function newLetter(settings = { webhook: webhookOff }) {
  const place = await newPlace(store.db, settings);
  return { ...place, euid: await newPerson(store.db, place.workspaceId) };
}

describe("a person's clicks", () => {
  test("are told with what the link and its group are called, and move the attributes", async () => {
    const { workspaceId, linkId, euid } = await newLetter();
    const groupId = await insertGroupRow(store.db, workspaceId);
    const node = await openCountingNode(store.db, steps);
    const visit = (atMs: number, record = {}) =>
      visitOf({ workspaceId, linkId, atMs, euid, ...record });
    await node.count([visit(NOON + 60_000, { euid: null }), visit(NOON + 20_000, { groupId })]);
    await node.count([visit(NOON), visit(NOON + 40_000, { country: "" })]);
    const row = await store.db.one<{ slug: string }>(sql`
      select slug from link
       where workspace_id = ${workspaceId}::bigint and link_id = ${linkId}::bigint`);
    const told = {
      link: `http://localhost:8080/${row?.slug}`,
      group: null,
      country: "ID",
      device: "mobile",
      referrer: "instagram.com",
    };
    expect(await clicksToldOf(store.db, workspaceId, euid)).toEqual([
      { ...told, number: 2, at: new Date(NOON + 20_000), group: "Instagram" },
      { ...told, number: 3, at: new Date(NOON) },
      { ...told, number: 4, at: new Date(NOON + 40_000), country: "" },
    ]);
    expect(await clickedBy(store.db, workspaceId, euid)).toEqual({
      first: new Date(NOON + 20_000),
      last: new Date(NOON + 40_000),
      clicks: 3,
    });
    expect(await whoClicked(store.db, workspaceId)).toEqual([null, euid, euid, euid]);
  });

  test("are those that count, and no more", async () => {
    const { workspaceId, linkId, euid } = await newLetter();
    const node = await openCountingNode(store.db, steps);
    const visit = { workspaceId, linkId, euid };
    await node.count([
      visitOf({ ...visit, atMs: NOON }),
      visitOf({ ...visit, atMs: NOON + 5_000 }),
      visitOf({ ...visit, atMs: NOON + 60_000, excluded: true }),
    ]);
    const at = new Date(NOON);
    expect(await clickedBy(store.db, workspaceId, euid)).toEqual({
      first: at,
      last: at,
      clicks: 1,
    });
    expect(await clicksToldOf(store.db, workspaceId, euid)).toHaveLength(1);
  });

  test("change the profile, and nobody else's", async () => {
    const { workspaceId, linkId, euid } = await newLetter();
    const other = await newPerson(store.db, workspaceId);
    const node = await openCountingNode(store.db, steps);
    await node.count(clicksOn({ workspaceId, linkId }, 2, { euid }));
    const rows = await store.db.all(sql`
      select euid, updated_at as at from profile
       where workspace_id = ${workspaceId}::bigint order by euid`);
    expect(rows).toEqual([
      { euid, at: LATER },
      { euid: other, at: PEOPLE_SINCE },
    ]);
  });

  test("name no link or group that is gone before they are counted", async () => {
    const { workspaceId, euid } = await newLetter();
    const node = await openCountingNode(store.db, steps);
    const gone = { workspaceId, linkId: 999_999_999 };
    await node.count(clicksOn(gone, 1, { euid, groupId: 999_999_999 }));
    expect(await clicksToldOf(store.db, workspaceId, euid)).toMatchObject([
      { number: 1, link: null, group: null },
    ]);
  });
});

describe("a click counts", () => {
  test("for the user that the number was merged into, in webhook events too", async () => {
    const { workspaceId, linkId, euid } = await newLetter({ webhook: webhook() });
    const winner = await newPerson(store.db, workspaceId);
    await leadTo(store.db, workspaceId, [euid, winner]);
    const node = await openCountingNode(store.db, steps);
    const place = { workspaceId, linkId };
    await node.count([...clicksOn(place, 1, { euid }), ...clicksOn(place, 1, { euid: winner })]);
    expect(await whoClicked(store.db, workspaceId)).toEqual([winner, winner]);
    expect(await clickedBy(store.db, workspaceId, winner)).toMatchObject({ clicks: 2 });
    expect(await clicksToldOf(store.db, workspaceId, euid)).toEqual([]);
    expect(await clicksToldOf(store.db, workspaceId, winner)).toHaveLength(2);
    const events = await store.db.all(sql`
      select euid from webhook_event where workspace_id = ${workspaceId}::bigint`);
    expect(events).toEqual([{ euid: winner }, { euid: winner }]);
  });

  test("without a person where the user was erased, or is another workspace's", async () => {
    const { workspaceId, linkId, euid } = await newLetter();
    await removePerson(store.db, workspaceId, euid);
    const foreign = await newLetter();
    const node = await openCountingNode(store.db, steps);
    const by = (who: number) => clicksOn({ workspaceId, linkId }, 1, { euid: who });
    await node.count([...by(euid), ...by(foreign.euid)]);
    expect(await whoClicked(store.db, workspaceId)).toEqual([null, null]);
    expect(await clickedBy(store.db, foreign.workspaceId, foreign.euid)).toEqual(never);
  });

  test("without asking for anybody where all come as strangers", async () => {
    const { workspaceId, linkId, euid } = await newLetter();
    const asked: unknown[] = [];
    const lockPeople: LockPeople = async (_tx, ...of) => {
      asked.push(of);
      return new Map();
    };
    const { ctx, claim } = await openCountingNode(store.db);
    const [from, half, to] = [0, 1, 2].map((offset) => ({ segment: 0, offset }));
    if (from === undefined || half === undefined || to === undefined) throw new Error("three");
    const place = { workspaceId, linkId };
    const strangers = { visits: clicksOn(place, 3), from, to: half };
    await ingest(ctx, claim, strangers, { lockPeople, steps });
    expect(asked).toEqual([]);
    const known = { visits: clicksOn(place, 2, { euid }), from: half, to };
    await ingest(ctx, claim, known, { lockPeople, steps });
    expect(asked).toEqual([[workspaceId, [euid]]]);
  });
});

describe("exactly once", () => {
  test("counts a batch that fails later, is rehearsed or comes again", async () => {
    const { workspaceId, linkId, euid } = await newLetter();
    const { ctx, claim } = await openCountingNode(store.db);
    const [from, to] = [0, 1].map((offset) => ({ segment: 0, offset }));
    if (from === undefined || to === undefined) throw new Error("there are two");
    const batch = { visits: clicksOn({ workspaceId, linkId }, 3, { euid }), from, to };
    const failing = async () => {
      throw new Error("no");
    };
    const all = partners(steps);
    await expect(ingest(ctx, claim, batch, partners([...steps, failing]))).rejects.toThrow("no");
    await rehearse(ctx, batch.visits, all);
    expect(await clickedBy(store.db, workspaceId, euid)).toEqual(never);
    await ingest(ctx, claim, batch, all);
    await expect(ingest(ctx, claim, batch, all)).rejects.toThrow(JournalMoved);
    expect(await clickedBy(store.db, workspaceId, euid)).toMatchObject({ clicks: 3 });
    const told = await clicksToldOf(store.db, workspaceId, euid);
    expect(told.map(({ number }) => number)).toEqual([1, 2, 3]);
  });

  test("count nodes that count the same people at once, in any order", async () => {
    const workspaceId = await insertWorkspaceRow(store.db);
    const people: number[] = [];
    for (let i = 0; i < 5; i += 1) people.push(await newPerson(store.db, workspaceId));
    const nodes = [
      await openCountingNode(store.db, steps),
      await openCountingNode(store.db, steps),
    ];
    await Promise.all(
      nodes.map(async (node, index) => {
        const order = index === 0 ? people : people.toReversed();
        for (let batch = 0; batch < 6; batch += 1) {
          await node.count(
            order.flatMap((euid) => clicksOn({ workspaceId, linkId: euid }, 2, { euid })),
          );
        }
      }),
    );
    for (const euid of people) {
      expect(await clickedBy(store.db, workspaceId, euid)).toMatchObject({ clicks: 24 });
      expect(await clicksToldOf(store.db, workspaceId, euid)).toHaveLength(24);
    }
  });
});
