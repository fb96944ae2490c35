import { afterEach, beforeEach, describe, expect, inject, test } from "vitest";
import { openChanges } from "../../src/db/changes.ts";
import { openPool } from "../../src/db/pool.ts";
import { sql } from "../../src/db/sql.ts";
import { useStore } from "../support/store.ts";
import { openStoreWay, type StoreWay } from "../support/store-way.ts";

/** Connections that die without a word: only what is asked and never answered tells. */
describe.runIf(inject("store") === "postgres")("a connection on which nothing is answered", () => {
  const store = useStore();
  let way: StoreWay;
  beforeEach(async () => {
    way = await openStoreWay(store.place.url ?? "");
  });
  afterEach(async () => way[Symbol.asyncDispose]());

  test("is given up, and what is asked after goes by another", async () => {
    await using db = openPool({
      connection: { connectionString: way.url, query_timeout: 300 },
      connections: 1,
      shared: true,
      onError: () => {},
    });
    const lost = new Set<object>();
    way.hear = (connection, sent) => {
      if (sent.includes("never")) lost.add(connection);
      return !lost.has(connection);
    };
    const one = db.one(sql`select 'never' as word`);
    const other = db.one(sql`select 'soon' as word`);
    await expect(one).rejects.toMatchObject({ code: "busy" });
    expect(await other).toEqual({ word: "soon" });
    expect(lost.size).toBe(1);
  });

  test("leaves the outcome of a transaction unknown, which is not run again", async () => {
    await store.db.run(sql`create table silent (name text primary key)`);
    await using db = openPool({
      connection: { connectionString: way.url, query_timeout: 300 },
      connections: 1,
      shared: true,
      onError: () => {},
    });
    way.hear = (_, sent) => {
      if (sent.includes("commit")) way.mute();
      return true;
    };
    let runs = 0;
    const told = db.transaction(async (tx) => {
      runs += 1;
      await tx.run(sql`insert into silent (name) values ('a')`);
    });
    await expect(told).rejects.toMatchObject({
      code: "busy",
      cause: { message: "outcome unknown" },
    });
    expect(runs).toBe(1);
    expect(await store.db.all(sql`select name from silent`)).toEqual([{ name: "a" }]);
  });

  test("is not one of several that listen once the store is back", async () => {
    let refusing = false;
    let refused = 0;
    way.hear = (_, sent) => {
      const refuse = refusing && sent.includes("listen");
      if (refuse) refused += 1;
      return !refuse;
    };
    await using changes = await openChanges({
      target: { kind: "server", url: way.url },
      onError: () => {},
      heartbeatMs: 100,
    });
    const heard: string[] = [];
    changes.subscribe("group", { forget: (key) => heard.push(key), forgetAll: () => {} });
    refusing = true;
    way.cut();
    await way.mend();
    await expect.poll(() => refused, { timeout: 10_000 }).toBeGreaterThan(2);
    refusing = false;
    await expect
      .poll(
        async () => {
          await store.db.run(sql`select pg_notify('simpul_changed', 'group 7')`);
          return heard.length;
        },
        { timeout: 10_000 },
      )
      .toBeGreaterThan(0);
    await expect.poll(countListeners, { timeout: 10_000 }).toBe(1);
  });

  async function countListeners(): Promise<number> {
    const row = await store.db.one<{ count: number }>(sql`
      select count(*)::integer as count
        from pg_stat_activity
       where datname = current_database() and pid <> pg_backend_pid()
         and query in ('listen simpul_changed', 'select 1')`);
    return row?.count ?? Number.NaN;
  }
});
