import { mkdir, readdir, rm, stat } from "node:fs/promises";
import { join } from "node:path";
import { describe, expect, inject, test } from "vitest";
import type { Database } from "../../src/db/database.ts";
import { keepHouse } from "../../src/db/keep-house.ts";
import { openDatabase } from "../../src/db/open.ts";
import { sql } from "../../src/db/sql.ts";
import { copyFolder } from "../support/template.ts";

/** Long enough for some rounds of its housekeeping; the soak writes for minutes. */
const WRITES_MS = Number(process.env["HOUSEKEEPING_SECONDS"] ?? 20) * 1_000;
const ROWS = 4_000;
const GROWN = 60_000;
const MIB = 1024 * 1024;
const REOPENS_WITHIN_MS = 5_000;

const open = (folder: string) =>
  openDatabase({ url: null, folder, buffersMb: 16, connections: 1, onError: () => {} });

/** Two clients that ask again as soon as they are answered; answers how often. */
async function readUntil(db: Database, until: number): Promise<number> {
  let reads = 0;
  const client = async (): Promise<void> => {
    for (; Date.now() < until; reads += 1)
      await db.one(sql`select count(*) as count from churn where id <= 10`);
  };
  await Promise.all([client(), client()]);
  return reads;
}

describe.runIf(inject("store") === "embedded")("the embedded store keeps house", () => {
  test(`while it is written to and read for ${WRITES_MS / 1_000} s: table, log and reopening stay bounded`, {
    timeout: WRITES_MS + 60_000,
  }, async () => {
    const failures: Error[] = [];
    const { dataDir, folder } = await makeFolder();
    {
      await using db = await open(folder);
      await using _house = keepHouse({ db, onError: (error) => failures.push(error) });
      await db.run(sql`create table churn (id integer primary key, text text not null)`);
      await db.run(sql`
        insert into churn select i, repeat('x', 300) from generate_series(1, ${ROWS}::integer) i`);
      const until = Date.now() + WRITES_MS;
      let writes = 0;
      // Between the two of them somebody always waits: there is no gap to keep house in.
      const reading = readUntil(db, until);
      for (; Date.now() < until; writes += 1) {
        const from = (writes * 100) % ROWS;
        await db.run(sql`
          update churn set text = repeat(${String(writes % 10)}::text, 300)
           where id > ${from}::integer and id <= ${from + 100}::integer`);
      }
      expect(await reading).toBeGreaterThan(0);
      // Each row rewritten many times over: without a vacuum the table would hold every version.
      expect(writes * 100).toBeGreaterThan(ROWS * 20);
      const size = await db.one<{ bytes: number }>(sql`
        select pg_total_relation_size('churn')::bigint as bytes`);
      expect(size?.bytes).toBeLessThan(100 * MIB);
      expect(await walBytes(folder)).toBeLessThan(160 * MIB);
    }
    const started = performance.now();
    await using again = await open(folder);
    const rows = await again.one<{ count: number }>(sql`select count(*) as count from churn`);
    expect(rows?.count).toBe(ROWS);
    expect(performance.now() - started).toBeLessThan(REOPENS_WITHIN_MS);
    expect(failures).toEqual([]);
    await rm(dataDir, { recursive: true, force: true });
  });

  test("what a first start wrote is flushed before there is any load", async () => {
    const failures: Error[] = [];
    const { dataDir, folder } = await makeFolder();
    {
      await using db = await open(folder);
      await db.run(sql`create table made (text text not null)`);
      await db.run(sql`
        insert into made select repeat('x', 300) from generate_series(1, ${ROWS * 2}::integer)`);
      const unflushed = await logSinceCheckpoint(db);
      expect(unflushed).toBeGreaterThan(MIB);
      await using _house = keepHouse({ db, onError: (error) => failures.push(error) });
      await expect
        .poll(() => logSinceCheckpoint(db), { timeout: 10_000 })
        .toBeLessThan(unflushed / 10);
    }
    expect(failures).toEqual([]);
    await rm(dataDir, { recursive: true, force: true });
  });

  test("a table that only grows is known to the planner, and read by its index alone", async () => {
    const failures: Error[] = [];
    const { dataDir, folder } = await makeFolder();
    {
      await using db = await open(folder);
      await using _house = keepHouse({ db, onError: (error) => failures.push(error) });
      await db.run(sql`create table growth (id integer primary key)`);
      await db.run(sql`
        insert into growth select i from generate_series(1, ${GROWN}::integer) i`);
      const known = async () =>
        db.one(sql`
          select reltuples::integer as rows, relallvisible > 0 as visible
            from pg_class where relname = 'growth'`);
      await expect.poll(known, { timeout: 30_000 }).toEqual({ rows: GROWN, visible: true });
    }
    expect(failures).toEqual([]);
    await rm(dataDir, { recursive: true, force: true });
  });

  test("a table whose rows change all the time is vacuumed, but sampled again only once a minute", async () => {
    const failures: Error[] = [];
    const { dataDir, folder } = await makeFolder();
    {
      await using db = await open(folder);
      await using _house = keepHouse({ db, onError: (error) => failures.push(error) });
      await db.run(sql`create table busy (id integer primary key, moves integer not null)`);
      await db.run(sql`
        insert into busy select i, 0 from generate_series(1, ${ROWS}::integer) i`);
      const tidied = async () => {
        await db.run(sql`update busy set moves = moves + 1`);
        await db.run(sql`update busy set moves = moves + 1`);
        return db.one<{ vacuums: number; samples: number }>(sql`
          select vacuum_count as vacuums, analyze_count as samples
            from pg_stat_user_tables where relname = 'busy'`);
      };
      await expect
        .poll(async () => (await tidied())?.vacuums, { timeout: 30_000 })
        .toBeGreaterThan(3);
      expect(await tidied()).toMatchObject({ samples: 1 });
    }
    expect(failures).toEqual([]);
    await rm(dataDir, { recursive: true, force: true });
  });

  test("documents are left out of a sample, which would sort them", async () => {
    const failures: Error[] = [];
    const { dataDir, folder } = await makeFolder();
    {
      await using db = await open(folder);
      await db.run(sql`create table told (id integer primary key, document jsonb not null)`);
      await using _house = keepHouse({ db, onError: (error) => failures.push(error) });
      await db.run(sql`
        insert into told select i, jsonb_build_object('a', i % 7)
          from generate_series(1, ${ROWS}::integer) i`);
      const known = () =>
        db.all(sql`select attname as column from pg_stats where tablename = 'told'`);
      await expect.poll(known, { timeout: 30_000 }).toEqual([{ column: "id" }]);
    }
    expect(failures).toEqual([]);
    await rm(dataDir, { recursive: true, force: true });
  });
});

async function makeFolder() {
  const dataDir = await copyFolder();
  const folder = join(dataDir, "store");
  await mkdir(folder, { recursive: true });
  return { dataDir, folder };
}

/** How much a start after a crash would have to go through, in bytes. */
async function logSinceCheckpoint(db: Database): Promise<number> {
  const log = await db.one<{ bytes: number }>(sql`
    select pg_wal_lsn_diff(pg_current_wal_insert_lsn(), redo_lsn)::bigint as bytes
      from pg_control_checkpoint()`);
  return log?.bytes ?? 0;
}

/** The size of the write-ahead log's files, in bytes. */
async function walBytes(folder: string): Promise<number> {
  const wal = join(folder, "pg", "pg_wal");
  const names = await readdir(wal);
  const sizes = await Promise.all(
    names.map(async (name) => (await stat(join(wal, name)).catch(() => undefined))?.size ?? 0),
  );
  return sizes.reduce((sum, size) => sum + size, 0);
}
