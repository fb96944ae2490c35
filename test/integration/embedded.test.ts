import { once } from "node:events";
import { mkdir, mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Worker } from "node:worker_threads";
import { afterAll, describe, expect, inject, test } from "vitest";
import { openEmbedded } from "../../src/db/embedded.ts";
import { migrate } from "../../src/db/migrate.ts";
import { openDatabase } from "../../src/db/open.ts";
import { openPool } from "../../src/db/pool.ts";
import { sql } from "../../src/db/sql.ts";
import { Fault } from "../../src/kit/fault.ts";
import { copyFolder, MIGRATIONS } from "../support/template.ts";

const folders: string[] = [];
async function ownFolder(): Promise<string> {
  const folder = await copyFolder();
  folders.push(folder);
  return join(folder, "store");
}
const openIn = (folder: string) =>
  openDatabase({ url: null, folder, buffersMb: 16, connections: 1, onError: () => {} });
afterAll(async () => {
  for (const folder of folders) await rm(folder, { recursive: true, force: true });
});

describe.runIf(inject("store") === "embedded")("the embedded store", () => {
  test("flushes to the disk at every commit, and at a checkpoint", async () => {
    await using server = await openEmbedded(await ownFolder(), 16);
    await using pool = openPool({
      connection: { host: server.socketFolder, user: "postgres", database: "postgres" },
      connections: 1,
      shared: false,
      onError: () => {},
    });
    await pool.run(sql`create table kept (number integer not null)`);
    const before = server.syncs();
    for (let number = 0; number < 100; number += 1) {
      await pool.run(sql`insert into kept (number) values (${number}::integer)`);
    }
    const inserted = server.syncs();
    expect(inserted - before).toBeGreaterThanOrEqual(100);
    await pool.run({ text: "checkpoint", values: [], foreign: true });
    expect(server.syncs()).toBeGreaterThan(inserted);
  });

  test("is there again after it was closed, under a path too long for a socket too", async () => {
    const long = await mkdtemp(join(tmpdir(), "simpul-a-rather-".padEnd(120, "long-")));
    folders.push(long);
    {
      await using first = await openIn(long);
      await migrate(first.connection, MIGRATIONS);
      await first.run(sql`create table kept (number integer not null)`);
      await first.run(sql`insert into kept (number) values (37)`);
    }
    await using second = await openIn(long);
    expect(await second.all(sql`select number from kept`)).toEqual([{ number: 37 }]);
  });

  test("goes on over another connection where one was given up", async () => {
    await using db = await openIn(await ownFolder());
    const ask = () => db.one(sql`select 37 as number`);
    expect(await ask()).toEqual({ number: 37 });
    const busy = db.transaction(() => Promise.reject(new Fault("busy")));
    await expect(busy).rejects.toMatchObject({ code: "busy" });
    expect(await ask()).toEqual({ number: 37 });
    expect(await ask()).toEqual({ number: 37 });
  });

  test("tells its last words also to who was busy until its thread was gone", async () => {
    const folder = await ownFolder();
    const log = join(folder, "pg", "pg_wal");
    await rm(log, { recursive: true });
    await mkdir(log);
    const made = new Promise<Worker>((resolve) => process.once("worker", resolve));
    const refused = expect(openEmbedded(folder, 16)).rejects.toThrow(
      "PANIC: could not locate a valid checkpoint record",
    );
    const thread = await made;
    await once(thread, "online");
    stayBusyUntilGone(thread);
    await refused;
  });

  test("is not made anew over one that lost its version", async () => {
    const folder = await ownFolder();
    const version = join(folder, "pg", "PG_VERSION");
    const text = await readFile(version);
    await rm(version);
    await expect(openEmbedded(folder, 16)).rejects.toThrow("its file PG_VERSION is missing");
    await writeFile(version, text);
    await using db = await openIn(folder);
    const row = await db.one(sql`select count(*)::integer > 0 as kept from schema_migration`);
    expect(row).toEqual({ kept: true });
  });

  test("a request from inside a transaction is an error, not a deadlock", async () => {
    await using db = await openIn(await ownFolder());
    const nested = db.transaction(() => db.one(sql`select 1 as one`));
    await expect(nested).rejects.toThrow("from inside a transaction");
    expect(await db.one(sql`select 2 as two`)).toEqual({ two: 2 });
  });
});

/** A test that holds its own thread cannot be timed out. */
const GONE_WITHIN_MS = 60_000;

/** Lets no event of the thread through before all are there; its loop has no idle time once it is gone. */
function stayBusyUntilGone({ performance: { eventLoopUtilization } }: Worker): void {
  const limit = Date.now() + GONE_WITHIN_MS;
  while (eventLoopUtilization().idle >= 0) {
    if (Date.now() > limit) throw new Error("the thread goes on");
  }
}
