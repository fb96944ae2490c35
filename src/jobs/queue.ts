import { PgBoss } from "pg-boss";
import type { Database, Queryable, Transaction } from "../db/database.ts";
import type { DeliveryJob } from "../notifications/delivery.ts";
import type { Notice } from "../notifications/notice.ts";

/** How a job is tried and told: attempts beside the name, not in the loop. */
export interface JobManner {
  readonly retryLimit: number;
  readonly expireInSeconds: number;
  /** Tries are this far apart at most; without it twice as far each time, for ever. */
  readonly retryDelayMax?: number;
  /** How many of them a node works on at a time; one where left out. */
  readonly atOnce?: number;
  /** How many of those may be of one workspace, so that it does not hold the others up. */
  readonly atOncePerWorkspace?: number;
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
  "audience.read-phones": {
    readonly workspaceId: number;
    readonly origin: "home_country" | "upgrade";
    readonly askedAt: string;
  };
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
  // A page may take seconds to answer, or never do.
  "links.fetch-titles": {
    retryLimit: 2,
    expireInSeconds: 300,
    atOnce: 4,
    atOncePerWorkspace: 1,
  },
  "links.clear-group": { retryLimit: 20, expireInSeconds: 900 },
  "workspaces.erase": { retryLimit: 20, expireInSeconds: 3_600 },
  "statistics.mark-anew": { retryLimit: 20, expireInSeconds: 6 * 3_600 },
  "audience.erase-traces": { retryLimit: 20, expireInSeconds: 3_600 },
  "audience.read-phones": { retryLimit: 20, expireInSeconds: 6 * 3_600 },
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

/** Jobs of which there are thousands a second: taken, settled and handed back in bulk, by `deliverer.ts`. */
const DELIVERIES = "webhooks.deliver";
const DAY_SECONDS = 86_400;
/**
 * Who takes one also says what came of it, or dies and leaves it to the next one to take the lease:
 * the library's own limits are only for what nobody foresaw.
 */
const DELIVERY_QUEUE = {
  // A table of its own: however many wait in it, other jobs are found as quickly.
  partition: true,
  retryLimit: 1_000,
  expireInSeconds: 3_600,
  retentionSeconds: 60 * DAY_SECONDS,
};

const NO_JOB = "00000000-0000-0000-0000-000000000000";

/** An attempt to come. */
export interface NewDelivery {
  readonly job: DeliveryJob;
  /** Name of the webhook that it is of. */
  readonly webhook: string;
  /** Null: at once. */
  readonly startAt: Date | null;
}

/** An attempt that is due, and ours until it is settled or handed back. */
export interface TakenDelivery extends DeliveryJob {
  readonly jobId: string;
  readonly webhook: string;
  /** When it was enqueued; those of one transaction have the same time. */
  readonly madeAt: Date;
}

export interface DeliveryQueue {
  /** One statement, however many. Who listens hears of those that are due once they are stored. */
  enqueue(tx: Transaction, deliveries: readonly NewDelivery[]): Promise<void>;
  /** On this node. */
  onDue(listener: () => void): void;
  /** Of those that are due the oldest, but none of these webhooks. */
  take(most: number, except: readonly string[]): Promise<TakenDelivery[]>;
  /** In the transaction that stores what came of them. */
  settle(tx: Transaction, jobIds: readonly string[]): Promise<void>;
  /** They are due again at once, in their old order. */
  handBack(jobIds: readonly string[]): Promise<void>;
  /** Whatever is taken, by whomever: for who begins after one that died. */
  handAllBack(): Promise<void>;
}

export interface Queue extends AsyncDisposable {
  /** Takes a Transaction, never a pool: a job exists exactly when the change that caused it does. */
  enqueue<Name extends JobName>(
    tx: Transaction,
    name: Name,
    payload: JobPayloads[Name],
    options?: EnqueueOptions,
  ): Promise<void>;
  readonly deliveries: DeliveryQueue;
  /** The library behind, for the worker alone. */
  readonly boss: PgBoss;
}

export type Enqueue = Queue["enqueue"];
export type EnqueueDeliveries = DeliveryQueue["enqueue"];

/** Jobs wait in the same store as what they are about, in a schema of their own (`pgboss`). */
export async function openQueue(
  database: Database,
  onError: (error: Error) => void,
): Promise<Queue> {
  const background = database.in("background");
  const boss = new PgBoss({
    db: statementsOf(background),
    backend: database.shared ? "postgres" : "pglite",
    schedule: false,
    // A queue is looked up in memory: inside a transaction nothing else can be asked.
    queueCacheIntervalSeconds: 60,
  });
  boss.on("error", onError);
  await boss.start();
  for (const name of Object.keys(JOBS)) await boss.createQueue(name);
  await boss.createQueue(DELIVERIES, DELIVERY_QUEUE);
  // A search, even for nothing, puts the queue in memory.
  for (const name of [...Object.keys(JOBS), DELIVERIES]) await boss.findJobs(name, { id: NO_JOB });
  return {
    boss,
    async enqueue(tx, name, payload, options = {}) {
      const { atOnce: _, atOncePerWorkspace, ...manner }: JobManner = JOBS[name];
      const group = { id: String(payload.workspaceId) };
      await boss.send(name, payload, {
        ...manner,
        ...options,
        ...(atOncePerWorkspace !== undefined && { group }),
        retryBackoff: true,
        db: statementsOf(tx),
      });
    },
    deliveries: makeDeliveryQueue(boss, background),
    [Symbol.asyncDispose]: () => boss.stop({ graceful: true, timeout: 5_000 }),
  };
}

function makeDeliveryQueue(boss: PgBoss, db: Database): DeliveryQueue {
  const listeners: (() => void)[] = [];
  const ring = (): void => {
    for (const listener of listeners) listener();
  };
  const freed = "update pgboss.job set state = 'created', started_on = null where name = $1";
  return {
    async enqueue(tx, deliveries) {
      if (deliveries.length === 0) return;
      const jobs = deliveries.map(({ job, webhook, startAt }) => ({
        data: job,
        group: { id: webhook },
        ...(startAt !== null && { startAfter: startAt }),
      }));
      await boss.insert(DELIVERIES, jobs, { db: sentBy(tx), returnId: false });
      if (deliveries.some(({ startAt }) => startAt === null)) tx.afterCommit(ring);
    },
    onDue: (listener) => void listeners.push(listener),
    async take(most, except) {
      const jobs = await boss.fetch<DeliveryJob>(DELIVERIES, {
        batchSize: most,
        includeMetadata: true,
        ...(except.length > 0 && { ignoreGroups: [...except] }),
      });
      return jobs.map(({ id, data, groupId, createdOn }) => ({
        ...data,
        jobId: id,
        webhook: groupId ?? "",
        madeAt: createdOn,
      }));
    },
    async settle(tx, jobIds) {
      await boss.deleteJob(DELIVERIES, [...jobIds], { db: statementsOf(tx) });
    },
    async handBack(jobIds) {
      if (jobIds.length === 0) return;
      const text = `${freed} and state = 'active' and id = any($2::uuid[])`;
      await db.run({ text, values: [DELIVERIES, jobIds], foreign: true });
    },
    async handAllBack() {
      await db.run({ text: `${freed} and state = 'active'`, values: [DELIVERIES], foreign: true });
    },
  };
}

function statementsOf(store: Queryable) {
  return {
    executeSql: async (text: string, values: unknown[] = []) => ({
      rows: await store.all({ text, values, foreign: true }),
    }),
  };
}

/** Nothing but the commit waits for them. */
function sentBy(tx: Transaction) {
  return {
    executeSql: async (text: string, values: unknown[] = []) => {
      tx.send({ text, values, foreign: true });
      return { rows: [] };
    },
  };
}
