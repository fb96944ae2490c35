import { describe, expect, inject, test } from "vitest";
import { makePlaces, type Place, type Places } from "../../src/clicks/take-place.ts";
import { sql } from "../../src/db/sql.ts";
import { insertLinkRow } from "../support/link-rows.ts";
import { insertWorkspaceRow } from "../support/node.ts";
import { openStorePlace, useStore } from "../support/store.ts";

const store = useStore();

async function limited(limit: number, workspaceId?: number): Promise<Place> {
  const owner = workspaceId ?? (await insertWorkspaceRow(store.db));
  const { id } = await insertLinkRow(store.db, { workspaceId: owner });
  return { workspaceId: owner, linkId: id, limit };
}

async function letIn(takers: readonly Places[], place: Place, visitors: number): Promise<number> {
  const asked = Array.from({ length: visitors }, (_, i) => takers[i % takers.length]?.take(place));
  return (await Promise.all(asked)).filter((granted) => granted).length;
}

async function spent({ workspaceId, linkId }: Place): Promise<number | undefined> {
  const row = await store.db.one<{ forwards: number }>(sql`
    select forwards from link_forward
     where workspace_id = ${workspaceId} and link_id = ${linkId}`);
  return row?.forwards;
}

describe("places under a limit", () => {
  test.for([1, 2, 3, 4, 5])("500 at once are let in 37 times, round %i", async () => {
    const places = makePlaces(store.db);
    const place = await limited(37);
    expect(await letIn([places], place, 500)).toBe(37);
    expect(await spent(place)).toBe(37);
  });

  test("500 over two that know nothing of each other are let in 37 times", async () => {
    const place = await limited(37);
    expect(await letIn([makePlaces(store.db), makePlaces(store.db)], place, 500)).toBe(37);
  });

  test("raising the limit opens the link again, lowering it closes it", async () => {
    const places = makePlaces(store.db);
    const place = await limited(3);
    expect(await letIn([places], place, 10)).toBe(3);
    expect(await letIn([places], { ...place, limit: 5 }, 10)).toBe(2);
    expect(await letIn([places], { ...place, limit: 4 }, 10)).toBe(0);
    expect(await spent(place)).toBe(5);
  });

  test("visitors of one moment are each held to the limit that they saw", async () => {
    const places = makePlaces(store.db);
    const place = await limited(2);
    const taken = await Promise.all([
      ...Array.from({ length: 3 }, () => places.take(place)),
      ...Array.from({ length: 3 }, () => places.take({ ...place, limit: 4 })),
    ]);
    expect(taken).toEqual([true, true, false, true, true, false]);
  });

  test("many links of many workspaces keep their own count", async () => {
    const places = [makePlaces(store.db), makePlaces(store.db)];
    const owners = await Promise.all([1, 2, 3].map(() => insertWorkspaceRow(store.db)));
    const all = await Promise.all(
      Array.from({ length: 12 }, (_, i) => limited(i, owners[i % owners.length])),
    );
    // The second half asks in the opposite order, so that unsorted locks would meet.
    const counts = await Promise.all(
      [...all, ...all.toReversed()].map((place) => letIn(places, place, 20)),
    );
    const perLink = all.map((_, i) => (counts[i] ?? 0) + (counts.at(-1 - i) ?? 0));
    expect(perLink).toEqual(all.map((place) => place.limit));
  });

  test("looking takes nothing", async () => {
    const places = makePlaces(store.db);
    const place = await limited(1);
    expect(await places.look(place)).toBe(true);
    expect(await places.look(place)).toBe(true);
    expect(await spent(place)).toBeUndefined();
    expect(await places.take(place)).toBe(true);
    expect(await places.look(place)).toBe(false);
  });

  test("what is spent is known from then on, and never forgotten by an older word", async () => {
    const places = makePlaces(store.db);
    const place = await limited(2);
    expect(places.known(place.linkId)).toBe(0);
    await letIn([places], place, 5);
    expect(places.known(place.linkId)).toBe(2);
  });
});

describe.runIf(inject("store") === "postgres")("places on two nodes", () => {
  test.for([1, 2, 3])("500 over both are let in 37 times, round %i", async () => {
    await using otherStore = await openStorePlace(store.place);
    const place = await limited(37);
    expect(await letIn([makePlaces(store.db), makePlaces(otherStore)], place, 500)).toBe(37);
    expect(await spent(place)).toBe(37);
  });
});
