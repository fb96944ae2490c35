import { createHash } from "node:crypto";
import { readdir, readFile } from "node:fs/promises";
import pg from "pg";
import { checkDatabase } from "./check-database.ts";
import type { ConnectionTarget } from "./database.ts";
import { prepareSession, UNLIMITED } from "./session.ts";

const LOCK = 5_146_001;

interface Migration {
  readonly version: number;
  readonly name: string;
  readonly text: string;
  readonly checksum: string;
}

/** The schema and the program do not fit together; nothing was changed. */
export class SchemaMismatch extends Error {
  override readonly name = "SchemaMismatch";
}

/** Reads `NNNN-name.sql` files; the numbers must be 1, 2, 3 … without a gap. */
export async function readMigrations(folder: URL): Promise<Migration[]> {
  const names = (await readdir(folder)).filter((name) => name.endsWith(".sql")).sort();
  return Promise.all(
    names.map(async (name, index) => {
      const version = Number(name.slice(0, 4));
      if (version !== index + 1) throw new Error(`${name}: migration ${index + 1} is missing`);
      const text = await readFile(new URL(name, folder), "utf8");
      const checksum = createHash("sha256").update(text).digest("hex");
      return { version, name: name.slice(5, -4), text, checksum };
    }),
  );
}

/** The database that the configuration names does not answer. */
export class StoreUnreachable extends Error {
  override readonly name = "StoreUnreachable";
}

/** Brings the store to the newest schema, each migration in its own transaction, one process at a time. */
export async function migrate(target: ConnectionTarget, folder: URL): Promise<number> {
  const migrations = await readMigrations(folder);
  return withStartLock(target, async (client) => {
    await checkDatabase(client);
    await client.query(`
      create table if not exists schema_migration (
        version integer not null,
        name text not null,
        checksum text not null,
        applied_at timestamptz not null,
        constraint schema_migration_pk primary key (version)
      )`);
    const applied = await client.query<{ version: number; checksum: string }>(
      "select version, checksum from schema_migration order by version",
    );
    checkApplied(applied.rows, migrations);
    const pending = migrations.slice(applied.rows.length);
    for (const migration of pending) await apply(client, migration);
    return pending.length;
  });
}

/** Holds back every other process that starts on this database until `work` is done. */
export async function withStartLock<T>(
  target: ConnectionTarget,
  work: (client: pg.Client) => Promise<T>,
): Promise<T> {
  const client = new pg.Client(clientConfig(target));
  client.on("error", () => {}); // the statement under way tells
  await connectClient(client, target).catch((error: Error) => {
    throw new StoreUnreachable(`the database cannot be reached: ${error.message}`, {
      cause: error,
    });
  });
  try {
    await client.query("select pg_advisory_lock($1)", [LOCK]);
    return await work(client);
  } finally {
    await client.end();
  }
}

/** Connects and prepares the session. The settings of an embedded store are its own. */
export async function connectClient(client: pg.Client, target: ConnectionTarget): Promise<void> {
  await client.connect();
  if (target.kind === "server") await prepareSession(client, UNLIMITED);
}

export function clientConfig(target: ConnectionTarget): pg.ClientConfig {
  return target.kind === "server"
    ? { connectionString: target.url, connectionTimeoutMillis: 5_000, application_name: "simpul" }
    : { host: target.socketFolder, user: "postgres", database: "postgres" };
}

function checkApplied(
  applied: readonly { version: number; checksum: string }[],
  migrations: readonly Migration[],
): void {
  if (applied.length > migrations.length) {
    throw new SchemaMismatch(
      `the database has schema ${applied.length}, this program knows ${migrations.length}: start a newer one`,
    );
  }
  for (const [index, row] of applied.entries()) {
    if (row.checksum !== migrations[index]?.checksum) {
      throw new SchemaMismatch(
        `migration ${row.version} is not the one the database was made with`,
      );
    }
  }
}

async function apply(client: pg.Client, migration: Migration): Promise<void> {
  await client.query("begin");
  try {
    await client.query(migration.text);
    await client.query(
      "insert into schema_migration (version, name, checksum, applied_at) values ($1, $2, $3, $4)",
      [migration.version, migration.name, migration.checksum, new Date()],
    );
    await client.query("commit");
  } catch (error) {
    await client.query("rollback").catch(() => {});
    throw error;
  }
}
