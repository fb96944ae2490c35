import { createHash, randomBytes } from "node:crypto";
import { existsSync } from "node:fs";
import { cp, mkdir, mkdtemp, rename, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import pg from "pg";
import { openEmbedded } from "../../src/db/embedded.ts";
import { migrate, readMigrations } from "../../src/db/migrate.ts";

export const MIGRATIONS = new URL("../../migrations/", import.meta.url);
const FOLDER = new URL("../.tmp/", import.meta.url).pathname;

/** Changes with every migration, so that a copy is never of yesterday's schema. */
async function templateName(): Promise<string> {
  const hash = createHash("sha256");
  for (const { checksum } of await readMigrations(MIGRATIONS)) hash.update(checksum);
  return `simpul_template_${hash.digest("hex").slice(0, 16)}`;
}

/** A migrated store's folder, made once: opening a copy takes a tenth of making a new one. */
export async function prepareFolder(): Promise<string> {
  const folder = join(FOLDER, await templateName());
  if (existsSync(folder)) return folder;
  await mkdir(FOLDER, { recursive: true });
  const draft = await mkdtemp(join(tmpdir(), "simpul-template-"));
  {
    await using store = await openEmbedded(draft, 16);
    await migrate({ kind: "embedded", socketFolder: store.socketFolder }, MIGRATIONS);
  }
  const fresh = `${folder}.${process.pid}`;
  await cp(draft, fresh, { recursive: true });
  await rm(draft, { recursive: true });
  await rename(fresh, folder).catch((error: NodeJS.ErrnoException) => {
    // Another test run was quicker.
    if (error.code !== "ENOTEMPTY" && error.code !== "EEXIST") throw error;
  });
  return folder;
}

/** A migrated PostgreSQL database, made once, that others are cloned from. */
export async function prepareDatabase(serverUrl: string): Promise<string> {
  const name = await templateName();
  const client = new pg.Client(serverUrl);
  await client.connect();
  try {
    await client.query("select pg_advisory_lock(5146002)");
    const found = await client.query("select 1 from pg_database where datname = $1", [name]);
    if (found.rows.length > 0) return name;
    const draft = `${name}_draft`;
    await client.query(`drop database if exists ${draft}`);
    await client.query(`create database ${draft}`);
    await migrate({ kind: "server", url: withDatabase(serverUrl, draft) }, MIGRATIONS);
    await client.query(`alter database ${draft} rename to ${name}`);
    return name;
  } finally {
    await client.end();
  }
}

function withDatabase(serverUrl: string, name: string): string {
  const url = new URL(serverUrl);
  url.pathname = `/${name}`;
  return url.href;
}

/** A data directory for one test file, whose store is a copy of the prepared one. */
export async function copyFolder(): Promise<string> {
  const copy = await mkdtemp(join(tmpdir(), "simpul-test-"));
  await cp(await prepareFolder(), join(copy, "store"), { recursive: true });
  return copy;
}

/** A clone of the prepared database for one test file; answers its URL. */
export async function cloneDatabase(serverUrl: string): Promise<string> {
  return createDatabase(serverUrl, await templateName());
}

/** A database of its own, empty unless it is to be a clone; answers its URL. */
export async function createDatabase(serverUrl: string, template = "template1"): Promise<string> {
  const name = `simpul_test_${randomBytes(6).toString("hex")}`;
  await onServer(serverUrl, `create database ${name} template ${template}`);
  return withDatabase(serverUrl, name);
}

export async function dropDatabase(url: string): Promise<void> {
  const name = new URL(url).pathname.slice(1);
  await onServer(withDatabase(url, "postgres"), `drop database if exists ${name} with (force)`);
}

/** Whether connections that are made from now on take no writes. */
export async function setReadOnly(url: string, on: boolean): Promise<void> {
  const name = new URL(url).pathname.slice(1);
  const change = `alter database ${name} set default_transaction_read_only = ${on}`;
  await onServer(withDatabase(url, "postgres"), change);
}

async function onServer(serverUrl: string, statement: string): Promise<void> {
  const client = new pg.Client(serverUrl);
  await client.connect();
  try {
    await client.query(statement);
  } finally {
    await client.end();
  }
}
