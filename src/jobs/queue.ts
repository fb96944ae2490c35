import { PgBoss } from "pg-boss";
import type { Database, Queryable, Transaction } from "../db/database.ts";

/** Every job by name, with what it is told. */
export interface JobPayloads {
  "links.fetch-titles": { readonly workspaceId: number; readonly linkIds: readonly number[] };
  "links.clear-group": { readonly workspaceId: number; readonly groupId: number };
  "workspaces.erase": { readonly workspaceId: number };
  "statistics.mark-anew": { readonly workspaceId: number };
  "audience.erase-traces": { readonly workspaceId: number; readonly euids: readonly number[] };
}
export type JobName = keyof JobPayloads;

/** How each is tried: attempts beside the name, not in the loop. */
export const JOBS: Readonly<Record<JobName, { retryLimit: number; expireInSeconds: number }>> = {
  "links.fetch-titles": { retryLimit: 2, expireInSeconds: 300 },
  "links.clear-group": { retryLimit: 20, expireInSeconds: 900 },
  "workspaces.erase": { retryLimit: 20, expireInSeconds: 3_600 },
  "statistics.mark-anew": { retryLimit: 20, expireInSeconds: 6 * 3_600 },
  "audience.erase-traces": { retryLimit: 20, expireInSeconds: 3_600 },
};

const NO_JOB = "00000000-0000-0000-0000-000000000000";

export interface Queue extends AsyncDisposable {
  /** Takes a Transaction, never a pool: a job exists exactly when the change that caused it does. */
  enqueue<Name extends JobName>(
    tx: Transaction,
    name: Name,
    payload: JobPayloads[Name],
  ): Promise<void>;
  /** The library behind, for the worker alone. */
  readonly boss: PgBoss;
}

export type Enqueue = Queue["enqueue"];

/** Jobs wait in the same store as what they are about, in a schema of their own (`pgboss`). */
export async function openQueue(
  database: Database,
  onError: (error: Error) => void,
): Promise<Queue> {
  const boss = new PgBoss({
    db: statementsOf(database.in("background")),
    backend: database.shared ? "postgres" : "pglite",
    schedule: false,
    // A queue is looked up in memory: inside a transaction nothing else can be asked.
    queueCacheIntervalSeconds: 60,
  });
  boss.on("error", onError);
  await boss.start();
  for (const name of Object.keys(JOBS)) await boss.createQueue(name);
  // A search, even for nothing, puts the queue in memory.
  for (const name of Object.keys(JOBS)) await boss.findJobs(name, { id: NO_JOB });
  return {
    boss,
    async enqueue(tx, name, payload) {
      await boss.send(name, payload, { ...JOBS[name], retryBackoff: true, db: statementsOf(tx) });
    },
    [Symbol.asyncDispose]: () => boss.stop({ graceful: true, timeout: 5_000 }),
  };
}

function statementsOf(store: Queryable) {
  return {
    executeSql: async (text: string, values: unknown[] = []) => ({
      rows: await store.all({ text, values, foreign: true }),
    }),
  };
}
