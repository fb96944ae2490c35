import type { Database } from "./database.ts";
import { sql } from "./sql.ts";

export interface HousekeepingOptions {
  readonly db: Database;
  readonly onError: (error: Error) => void;
}

/** How often it looks for rows that died, came or changed, and how many are worth the work. */
const TABLES_LOOK_MS = 2_000;
const DEAD_ROWS = 5_000;
/** What a vacuum goes through in some 10 ms, so that reads of the index alone need not look at rows. */
const NEW_ROWS = 10_000;
/**
 * The planner takes a table it knows nothing of for small, and reads it whole. Of one that grows it
 * sees the size by itself; half as much again is early enough for what is in it.
 */
const CHANGED_ROWS = 2_000;

/**
 * Of the log since the last checkpoint: not of its files, which are kept for reuse, so that one would
 * follow the other. Everybody waits while it runs, and after it each page is logged whole once more.
 */
const WAL_BYTES = 96 * 1024 * 1024;
/**
 * At the first look, of the log that a first start or an upgrade leaves: its hundreds of new files
 * are better flushed before there are clients to wait for it than under the first load.
 */
const FIRST_WAL_BYTES = 1024 * 1024;
const WAL_LOOK_MS = 1_000;
const CHECKPOINT_MS = 5 * 60_000;

interface Churn {
  readonly table: string;
  readonly swollen: boolean;
  /** To the planner, as it is now. */
  readonly unknown: boolean;
}

/**
 * The embedded store has no autovacuum, and no checkpoints by size: without these its tables and its
 * log grow without end, and its plans fit tables as they once were. All wait for a gap between
 * requests, but not for ever.
 */
export function keepHouse({ db, onError }: HousekeepingOptions): AsyncDisposable {
  const quiet = db.in("background");
  let checkpointAt = Date.now();
  let mostWalBytes = FIRST_WAL_BYTES;
  let looking: Promise<void> = Promise.resolve();

  async function tidyTables(): Promise<void> {
    const churned = await quiet.all<Churn & Record<string, unknown>>(sql`
      select churned.table, swollen, unknown from (
        select quote_ident(schemaname) || '.' || quote_ident(relname) as table,
               (n_dead_tup > ${DEAD_ROWS}::bigint and n_dead_tup > n_live_tup / 10)
                 or n_ins_since_vacuum > ${NEW_ROWS}::bigint as swollen,
               n_mod_since_analyze > ${CHANGED_ROWS}::bigint
                 and n_mod_since_analyze > n_live_tup / 2 as unknown
          from pg_stat_user_tables
      ) as churned
       where swollen or unknown`);
    for (const { table, swollen, unknown } of churned) {
      if (swollen) await quiet.run({ text: `vacuum ${table}`, values: [], foreign: true });
      if (unknown) await quiet.run({ text: `analyze ${table}`, values: [], foreign: true });
    }
  }

  async function checkpoint(): Promise<void> {
    const log = await quiet.one<{ bytes: number }>(sql`
      select pg_wal_lsn_diff(pg_current_wal_insert_lsn(), redo_lsn)::bigint as bytes
        from pg_control_checkpoint()`);
    const due = (log?.bytes ?? 0) >= mostWalBytes || Date.now() - checkpointAt >= CHECKPOINT_MS;
    mostWalBytes = WAL_BYTES;
    if (!due) return;
    await quiet.run({ text: "checkpoint", values: [], foreign: true });
    checkpointAt = Date.now();
  }

  function lookEvery(everyMs: number, look: () => Promise<void>): NodeJS.Timeout {
    const timer = setInterval(() => {
      looking = looking.then(look).catch((error: unknown) => onError(error as Error));
    }, everyMs);
    return timer.unref();
  }

  const timers = [lookEvery(TABLES_LOOK_MS, tidyTables), lookEvery(WAL_LOOK_MS, checkpoint)];
  return {
    async [Symbol.asyncDispose]() {
      for (const timer of timers) clearInterval(timer);
      await looking;
    },
  };
}
