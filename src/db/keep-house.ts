import { readdir, stat } from "node:fs/promises";
import { join } from "node:path";
import type { Database } from "./database.ts";
import { sql } from "./sql.ts";

export interface HousekeepingOptions {
  readonly db: Database;
  /** The folder of the embedded store. */
  readonly folder: string;
  readonly onError: (error: Error) => void;
}

/** How often it looks, and from which amount of work on it does something. */
const LOOK_MS = 5_000;
const DEAD_ROWS = 5_000;
const WAL_BYTES = 48 * 1024 * 1024;
const CHECKPOINT_MS = 5 * 60_000;

interface Churn {
  readonly table: string;
  readonly dead: number;
  readonly live: number;
}

/**
 * The embedded store has no autovacuum, and no checkpoints by size: without these its tables and its
 * log grow without end. Both wait for a gap between requests, but not for ever.
 */
export function keepHouse({ db, folder, onError }: HousekeepingOptions): AsyncDisposable {
  const quiet = db.in("background");
  let checkpointAt = Date.now();
  let looking: Promise<void> = Promise.resolve();

  async function vacuum(): Promise<void> {
    const churned = await quiet.all<Churn & Record<string, unknown>>(sql`
      select quote_ident(schemaname) || '.' || quote_ident(relname) as table,
             n_dead_tup as dead, n_live_tup as live
        from pg_stat_user_tables
       where n_dead_tup > ${DEAD_ROWS}::bigint and n_dead_tup > n_live_tup / 10
       order by n_dead_tup desc`);
    for (const { table } of churned) {
      await quiet.run({ text: `vacuum (analyze) ${table}`, values: [], foreign: true });
    }
  }

  async function checkpoint(): Promise<void> {
    const bytes = await walBytes(folder);
    if (bytes < WAL_BYTES && Date.now() - checkpointAt < CHECKPOINT_MS) return;
    await quiet.run({ text: "checkpoint", values: [], foreign: true });
    checkpointAt = Date.now();
  }

  async function look(): Promise<void> {
    try {
      await vacuum();
      await checkpoint();
    } catch (error) {
      onError(error as Error);
    }
  }

  const timer = setInterval(() => {
    looking = looking.then(look);
  }, LOOK_MS);
  timer.unref();
  return {
    async [Symbol.asyncDispose]() {
      clearInterval(timer);
      await looking;
    },
  };
}

/** The size of the write-ahead log, in bytes. */
export async function walBytes(folder: string): Promise<number> {
  const wal = join(folder, "pg", "pg_wal");
  const names = await readdir(wal);
  const sizes = await Promise.all(
    names.map(async (name) => (await stat(join(wal, name)).catch(() => undefined))?.size ?? 0),
  );
  return sizes.reduce((sum, size) => sum + size, 0);
}
