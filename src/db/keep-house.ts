import type { Database } from "./database.ts";
import { sql } from "./sql.ts";

export interface HousekeepingOptions {
  readonly db: Database;
  readonly onError: (error: Error) => void;
}

/** How often it looks for dead rows, and how many are worth a vacuum. */
const VACUUM_LOOK_MS = 5_000;
const DEAD_ROWS = 5_000;

/**
 * Of the log since the last checkpoint: not of its files, which are kept for reuse, so that one would
 * follow the other. Everybody waits while it runs, and after it each page is logged whole once more.
 */
const WAL_BYTES = 96 * 1024 * 1024;
const WAL_LOOK_MS = 1_000;
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
export function keepHouse({ db, onError }: HousekeepingOptions): AsyncDisposable {
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
    const log = await quiet.one<{ bytes: number }>(sql`
      select pg_wal_lsn_diff(pg_current_wal_insert_lsn(), redo_lsn)::bigint as bytes
        from pg_control_checkpoint()`);
    if ((log?.bytes ?? 0) < WAL_BYTES && Date.now() - checkpointAt < CHECKPOINT_MS) return;
    await quiet.run({ text: "checkpoint", values: [], foreign: true });
    checkpointAt = Date.now();
  }

  function lookEvery(everyMs: number, look: () => Promise<void>): NodeJS.Timeout {
    const timer = setInterval(() => {
      looking = looking.then(look).catch((error: unknown) => onError(error as Error));
    }, everyMs);
    return timer.unref();
  }

  const timers = [lookEvery(VACUUM_LOOK_MS, vacuum), lookEvery(WAL_LOOK_MS, checkpoint)];
  return {
    async [Symbol.asyncDispose]() {
      for (const timer of timers) clearInterval(timer);
      await looking;
    },
  };
}
