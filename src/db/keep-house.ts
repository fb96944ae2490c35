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
const GROWN = 1.5;
/** Of a table that did not grow, how often: counters that always move leave its rows much as they were. */
const SAMPLE_AGAIN_MS = 60_000;

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
  readonly rows: number;
}

interface Sampled {
  readonly rows: number;
  readonly at: number;
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
  const sampled = new Map<string, Sampled>();
  let looking: Promise<void> = leaveDocumentsOut(quiet).catch(onError);

  async function tidyTables(): Promise<void> {
    const churned = await quiet.all<Churn & Record<string, unknown>>(sql`
      select churned.table, swollen, unknown, rows from (
        select quote_ident(schemaname) || '.' || quote_ident(relname) as table,
               (n_dead_tup > ${DEAD_ROWS}::bigint and n_dead_tup > n_live_tup / 10)
                 or n_ins_since_vacuum > ${NEW_ROWS}::bigint as swollen,
               n_mod_since_analyze > ${CHANGED_ROWS}::bigint
                 and n_mod_since_analyze > n_live_tup / 2 as unknown,
               n_live_tup as rows
          from pg_stat_user_tables
      ) as churned
       where swollen or unknown`);
    for (const { table, swollen, unknown, rows } of churned) {
      if (swollen) await quiet.run({ text: `vacuum ${table}`, values: [], foreign: true });
      if (unknown && isDue(sampled.get(table), rows)) {
        await quiet.run({ text: `analyze ${table}`, values: [], foreign: true });
        sampled.set(table, { rows, at: Date.now() });
      }
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

  /** One look waits for the other; none is asked for while the same one waits. */
  function lookEvery(everyMs: number, look: () => Promise<void>): NodeJS.Timeout {
    let asked = false;
    const timer = setInterval(() => {
      if (asked) return;
      asked = true;
      looking = looking
        .then(look)
        .catch(onError)
        .finally(() => {
          asked = false;
        });
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

function isDue(last: Sampled | undefined, rows: number): boolean {
  if (last === undefined || rows > last.rows * GROWN) return true;
  return Date.now() - last.at >= SAMPLE_AGAIN_MS;
}

/**
 * A sample of documents is sorted by their content, which took half of a history's 60 ms, and no
 * plan depends on it.
 */
async function leaveDocumentsOut(quiet: Database): Promise<void> {
  const sampled = await quiet.all<{ table: string; column: string }>(sql`
    select quote_ident(nspname) || '.' || quote_ident(relname) as table,
           quote_ident(attname) as column
      from pg_attribute
      join pg_class on pg_class.oid = attrelid and relkind = 'r'
      join pg_namespace on pg_namespace.oid = relnamespace and nspname = 'public'
     where atttypid = 'jsonb'::regtype and not attisdropped and attstattarget is distinct from 0`);
  for (const { table, column } of sampled) {
    const text = `alter table ${table} alter column ${column} set statistics 0`;
    await quiet.run({ text, values: [], foreign: true });
  }
}
