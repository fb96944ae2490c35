import { describe, expect, inject, test, vi } from "vitest";
import type { Database, Statement } from "../../src/db/database.ts";
import { sql } from "../../src/db/sql.ts";
import {
  changeGroupRow,
  changeLinkRow,
  DEFAULT_HOST,
  insertGroupRow,
  insertLinkRow,
} from "../support/link-rows.ts";
import { insertWorkspaceRow, openNode } from "../support/node.ts";
import { PATIENT } from "../support/patient.ts";
import { openStorePlace, useStore } from "../support/store.ts";

const store = useStore();
const ended = new Date("2026-03-01T00:00:00Z");

async function groupOfLinks(count: number) {
  const workspaceId = await insertWorkspaceRow(store.db);
  const groupId = await insertGroupRow(store.db, workspaceId);
  const slugs: string[] = [];
  for (let i = 0; i < count; i++)
    slugs.push((await insertLinkRow(store.db, { workspaceId, groupId })).slug);
  return { workspaceId, groupId, slugs, slug: slugs[0] ?? "" };
}

describe("what a node knows", () => {
  test("a link is asked for once, and then known without waiting", async () => {
    await using node = await openNode(store.db);
    const { slug } = await groupOfLinks(1);
    expect(node.finder.peek(DEFAULT_HOST, slug)).toBeUndefined();
    const found = await node.finder.find(DEFAULT_HOST, slug);
    expect(found?.link.url).toBe("https://shop.example/");
    expect(node.finder.peek(DEFAULT_HOST, slug)).toStrictEqual(found);
  });

  test("an update of a group holds for all its links when the update returns", async () => {
    await using node = await openNode(store.db);
    const { slugs, ...group } = await groupOfLinks(5);
    for (const slug of slugs) await node.finder.find(DEFAULT_HOST, slug);
    await changeGroupRow(store.db, node.changes, { ...group, settings: { ends_at: ended } });
    for (const slug of slugs) {
      const known = node.finder.peek(DEFAULT_HOST, slug);
      if (known !== undefined) expect(known?.settings.endsAt).toEqual(ended);
      expect((await node.finder.find(DEFAULT_HOST, slug))?.settings.endsAt).toEqual(ended);
    }
  });

  test("a deleted group leaves its links under their own settings", async () => {
    await using node = await openNode(store.db);
    const { slug, ...group } = await groupOfLinks(1);
    await changeGroupRow(store.db, node.changes, { ...group, settings: { max_forwards: 3 } });
    expect((await node.finder.find(DEFAULT_HOST, slug))?.settings.maxForwards).toBe(3);
    await changeGroupRow(store.db, node.changes, { ...group, deletedAt: ended });
    expect((await node.finder.find(DEFAULT_HOST, slug))?.settings.maxForwards).toBe(0);
    // On a server the node hears of its own change once more.
    await vi.waitUntil(async () => {
      await node.finder.find(DEFAULT_HOST, slug);
      return node.finder.peek(DEFAULT_HOST, slug)?.settings.maxForwards === 0;
    });
  });

  test("that there is no such link is believed for a second at most", async () => {
    await using node = await openNode(store.db);
    const { workspaceId } = await groupOfLinks(0);
    const slug = `late-${workspaceId}`;
    expect(await node.finder.find(DEFAULT_HOST, slug)).toBeNull();
    expect(node.finder.peek(DEFAULT_HOST, slug)).toBeNull();
    // Made by somebody who tells nobody.
    await insertLinkRow(store.db, { workspaceId, slug });
    const begun = performance.now();
    await vi.waitUntil(() => node.finder.peek(DEFAULT_HOST, slug) === undefined, PATIENT);
    expect(performance.now() - begun).toBeLessThan(1_100);
    expect(await node.finder.find(DEFAULT_HOST, slug)).not.toBeNull();
  });

  test("a link whose address is a tombstone is none", async () => {
    await using node = await openNode(store.db);
    const { workspaceId } = await groupOfLinks(0);
    await store.db.run(sql`
      insert into link_address (address, workspace_id, link_id)
      values (${`${DEFAULT_HOST}/tomb`}, ${workspaceId}, null)`);
    expect(await node.finder.find(DEFAULT_HOST, "tomb")).toBeNull();
  });
});

/** The store over a slow network: each answer waits until it is let through. */
function slowly(db: Database) {
  const arrived: (() => void)[] = [];
  const late = async <T>(answer: Promise<T>): Promise<T> => {
    const value = await answer;
    await new Promise<void>((resolve) => arrived.push(resolve));
    return value;
  };
  const slow: Database = {
    ...db,
    one: <R extends object>(statement: Statement) => late(db.one<R>(statement)),
    in: () => slow,
  };
  const through = async (): Promise<void> => {
    await vi.waitUntil(() => arrived.length > 0, PATIENT);
    arrived.shift()?.();
  };
  return { slow, arrived, through };
}

describe("a load that a change overtakes", () => {
  test("answers who waits for it, and is not kept", async () => {
    const { slow, through, arrived } = slowly(store.db);
    await using node = await openNode(store.db, slow);
    const { workspaceId } = await groupOfLinks(0);
    const link = await insertLinkRow(store.db, { workspaceId, max_forwards: 1 });

    const early = node.finder.find(DEFAULT_HOST, link.slug);
    await through(); // the address
    await vi.waitUntil(() => arrived.length === 1, PATIENT); // the row is read, its answer on the way
    await changeLinkRow(store.db, node.changes, { ...link, workspaceId, max_forwards: 2 });
    await through();
    expect((await early)?.settings.maxForwards).toBe(1);

    expect(node.finder.peek(DEFAULT_HOST, link.slug)).toBeUndefined();
    const next = node.finder.find(DEFAULT_HOST, link.slug);
    await through();
    await through();
    expect((await next)?.settings.maxForwards).toBe(2);
  });
});

describe.runIf(inject("store") === "postgres")("another node", () => {
  test("holds to an update of a group within a second", async () => {
    await using otherStore = await openStorePlace(store.place);
    await using node = await openNode(store.db);
    await using other = await openNode(otherStore);
    const { slug, ...group } = await groupOfLinks(1);
    await other.finder.find(DEFAULT_HOST, slug);

    await changeGroupRow(store.db, node.changes, { ...group, settings: { ends_at: ended } });
    const begun = performance.now();
    await vi.waitUntil(
      async () => (await other.finder.find(DEFAULT_HOST, slug))?.settings.endsAt !== null,
      { timeout: 5_000, interval: 5 },
    );
    expect(performance.now() - begun).toBeLessThan(1_000);
  });

  test("asks again for all it knew when it could not listen for a while", async () => {
    await using otherStore = await openStorePlace(store.place);
    await using other = await openNode(otherStore);
    const { slug, workspaceId, groupId } = await groupOfLinks(1);
    await other.finder.find(DEFAULT_HOST, slug);
    // Changed without a word while the other node's ear was cut off.
    await store.db.run(sql`
      select pg_terminate_backend(pid) from pg_stat_activity
       where datname = current_database() and query like 'listen%'`);
    await store.db.run(sql`
      update link_group set max_forwards = 7
       where workspace_id = ${workspaceId} and group_id = ${groupId}`);
    await vi.waitUntil(
      async () => (await other.finder.find(DEFAULT_HOST, slug))?.settings.maxForwards === 7,
      { timeout: 5_000, interval: 20 },
    );
  });

  test("forwards by what it knew where the store is too slow to be asked again", async () => {
    await using otherStore = await openStorePlace(store.place);
    const { slow, through, arrived } = slowly(otherStore);
    await using other = await openNode(otherStore, slow);
    const { slug } = await groupOfLinks(1);
    const first = other.finder.find(DEFAULT_HOST, slug);
    await through(); // the address
    await through(); // the link
    await through(); // its group
    const known = await first;
    await store.db.run(sql`
      select pg_terminate_backend(pid) from pg_stat_activity
       where datname = current_database() and query like 'listen%'`);
    await vi.waitUntil(() => other.finder.peek(DEFAULT_HOST, slug) === undefined, PATIENT);
    expect(await other.finder.find(DEFAULT_HOST, slug)).toStrictEqual(known);
    for (const letGo of arrived) letGo();
  });
});
