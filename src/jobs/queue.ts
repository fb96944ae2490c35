import { PgBoss } from "pg-boss";
import type { Database, Queryable, Transaction } from "../db/database.ts";
import type { Notice } from "../notifications/notice.ts";

/** How a job is tried and told: attempts beside the name, not in the loop. */
interface JobManner {
  readonly retryLimit: number;
  readonly expireInSeconds: number;
  /** Tries are this far apart at most; without it twice as far each time, for ever. */
  readonly retryDelayMax?: number;
  /** How many of them a node works on at a time; one where left out. */
  readonly atOnce?: number;
}

export interface EnqueueOptions {
  /** Not before; at once where left out. */
  readonly startAfter?: Date;
}

/** Every job by name, with what it is told. */
export interface JobPayloads {
  "links.fetch-titles": { readonly workspaceId: number; readonly linkIds: readonly number[] };
  "links.clear-group": { readonly workspaceId: number; readonly groupId: number };
  "workspaces.erase": { readonly workspaceId: number };
  "statistics.mark-anew": { readonly workspaceId: number };
  "audience.erase-traces": { readonly workspaceId: number; readonly euids: readonly number[] };
  "notifications.tell-clicks": {
    readonly workspaceId: number;
    readonly reached: readonly { readonly linkId: number; readonly threshold: number }[];
  };
  "notifications.tell-workspace": { readonly workspaceId: number; readonly notice: Notice };
  "notifications.send-mail": {
    readonly workspaceId: number;
    readonly mark: string;
    readonly notice: Notice;
    readonly attempt: number;
  };
  "notifications.send-push": { readonly workspaceId: number; readonly messageId: number };
  "notifications.retry-push": {
    readonly workspaceId: number;
    readonly messageId: number;
    readonly endpointHashes: readonly string[];
    readonly attempt: number;
  };
}
export type JobName = keyof JobPayloads;

export const JOBS: Readonly<Record<JobName, JobManner>> = {
  "links.fetch-titles": { retryLimit: 2, expireInSeconds: 300 },
  "links.clear-group": { retryLimit: 20, expireInSeconds: 900 },
  "workspaces.erase": { retryLimit: 20, expireInSeconds: 3_600 },
  "statistics.mark-anew": { retryLimit: 20, expireInSeconds: 6 * 3_600 },
  "audience.erase-traces": { retryLimit: 20, expireInSeconds: 3_600 },
  "notifications.tell-clicks": { retryLimit: 20, expireInSeconds: 300 },
  "notifications.tell-workspace": { retryLimit: 20, expireInSeconds: 300 },
  // A mail server may be away for a day.
  "notifications.send-mail": {
    retryLimit: 36,
    retryDelayMax: 3_600,
    expireInSeconds: 120,
    atOnce: 4,
  },
  "notifications.send-push": { retryLimit: 20, expireInSeconds: 900, atOnce: 2 },
  "notifications.retry-push": { retryLimit: 5, expireInSeconds: 300 },
};

const NO_JOB = "00000000-0000-0000-0000-000000000000";

export interface Queue extends AsyncDisposable {
  /** Takes a Transaction, never a pool: a job exists exactly when the change that caused it does. */
  enqueue<Name extends JobName>(
    tx: Transaction,
    name: Name,
    payload: JobPayloads[Name],
    options?: EnqueueOptions,
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
    async enqueue(tx, name, payload, options = {}) {
      const { atOnce: _, ...manner }: JobManner = JOBS[name];
      const db = statementsOf(tx);
      await boss.send(name, payload, { ...manner, ...options, retryBackoff: true, db });
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
