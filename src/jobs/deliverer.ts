import { setTimeout as pause } from "node:timers/promises";
import type { Context } from "../context.ts";
import { makeGroupCommit } from "../db/group-commit.ts";
import type { Lease } from "../db/lease.ts";
import { Fault } from "../kit/fault.ts";
import { unsent } from "../notifications/delivery.ts";
import { type DueDelivery, loadDeliveries } from "../notifications/load-deliveries.ts";
import { type Attempt, recordAttempts } from "../notifications/record-attempts.ts";
import { type SendParts, sendWebhook } from "../notifications/send-webhook.ts";
import { makeDispatcher, type Parcel } from "./dispatcher.ts";
import type { DeliveryQueue, TakenDelivery } from "./queue.ts";

export interface DelivererParts {
  readonly ctx: Context;
  readonly queue: DeliveryQueue;
  /** Of all nodes one delivers: so order and the bound of each receiver hold for all of them. */
  readonly lease: Lease;
  readonly send: SendParts;
}

export interface DeliveryState {
  /** Attempts since the start, by what came of them. */
  readonly delivered: number;
  readonly failed: number;
  readonly underWay: number;
  /** Taken, and waiting for their turn at the receiver. */
  readonly waiting: number;
}

export const NO_DELIVERIES: DeliveryState = { delivered: 0, failed: 0, underWay: 0, waiting: 0 };

/** Delivers webhook events until disposed. */
export interface Deliverer extends AsyncDisposable {
  state(): DeliveryState;
}

interface Due extends Parcel, DueDelivery<TakenDelivery> {}

/** What finds the attempts that nobody on this node wrote: retries, and those of other nodes. */
const POLL_MS = 1_000;
const RETRY_MS = 500;
/** More than one transaction of counting enqueues. */
const MOST_TAKEN = 1_000;
/** With more on hand, which is more than is under way, none are taken. */
const MOST_HELD = 4_000;
/** What waits longer goes back: it is sent as things stand then, and its place is another's. */
const LONGEST_WAIT_MS = 2_000;
const MOST_RECORDED = 400;
/** How long a stop waits for answers, and then for the store. */
const LAST_ANSWERS_MS = 2_000;
const LAST_RECORDS_MS = 1_500;

export function startDeliverer({ ctx, queue, lease, send }: DelivererParts): Deliverer {
  const counts = { delivered: 0, failed: 0 };
  const recording = new Set<Promise<void>>();
  let awake = new AbortController();
  let rung = false;
  let stopping = false;
  let cutOff = false;

  const ring = (): void => {
    rung = true;
    awake.abort();
  };
  const dispatcher = makeDispatcher<Due>({
    send: attempt,
    onRoom: ring,
    now: () => performance.now(),
  });
  const commit = makeGroupCommit<Recorded, void>({
    database: ctx.db.in("background"),
    largest: MOST_RECORDED,
    store: async (tx, items) => {
      await queue.settle(
        tx,
        items.map(({ jobId }) => jobId),
      );
      await recordAttempts(
        ctx,
        tx,
        items.flatMap(({ attempt }) => (attempt === null ? [] : [attempt])),
      );
      return items.map(() => undefined);
    },
  });

  async function attempt({ job, event, destination }: Due): Promise<void> {
    if (destination.kind !== "open") return;
    const told = { ...event, kind: "click" } as const;
    const { result } = await sendWebhook(send, told, destination);
    // Cut off by the stop, which hands it back.
    if (cutOff) return;
    counts[result.error === null ? "delivered" : "failed"] += 1;
    record({ jobId: job.jobId, attempt: { event, result } });
  }

  function record(item: Recorded): void {
    const recorded = recordUntilStored(item).finally(() => recording.delete(recorded));
    recording.add(recorded);
  }

  /** What a receiver said is not forgotten because the store is away. */
  async function recordUntilStored(item: Recorded): Promise<void> {
    for (let told = false; !cutOff; ) {
      try {
        await commit(item);
        return;
      } catch (error) {
        const busy = error instanceof Fault && error.code === "busy";
        if (!busy && !told) {
          ctx.log.error({ err: error }, "what came of a webhook's delivery cannot be stored");
          told = true;
        }
        await pause(RETRY_MS);
      }
    }
  }

  /** True where there may be more. */
  async function takeDue(): Promise<boolean> {
    const word = await lease.hold();
    if (word !== "held") {
      dispatcher.takeWaiting(0);
      if (word === null) return false;
      await queue.handAllBack();
    }
    await handBack(dispatcher.takeWaiting(LONGEST_WAIT_MS));
    if (dispatcher.waiting() + recording.size >= MOST_HELD) return false;
    const taken = await queue.take(MOST_TAKEN, dispatcher.full());
    const cut = taken.length === MOST_TAKEN;
    const jobs = cut ? await handLastMomentBack(taken) : taken;
    if (jobs.length === 0) return false;
    const { due, stale } = await loadDeliveries({ ...ctx, db: ctx.db.in("background") }, jobs);
    for (const { jobId } of stale) record({ jobId, attempt: null });
    begin(due);
    return cut;
  }

  /** Those of one transaction come in any order, so that what is missing may be in front. */
  async function handLastMomentBack(taken: readonly TakenDelivery[]): Promise<TakenDelivery[]> {
    const last = Math.max(...taken.map(({ madeAt }) => madeAt.getTime()));
    const [whole, torn] = [false, true].map((isLast) =>
      taken.filter(({ madeAt }) => (madeAt.getTime() === last) === isLast),
    ) as [TakenDelivery[], TakenDelivery[]];
    if (whole.length === 0) return torn;
    await queue.handBack(torn.map(({ jobId }) => jobId));
    return whole;
  }

  function begin(due: readonly DueDelivery<TakenDelivery>[]): void {
    const parcels: Due[] = [];
    for (const each of due) {
      const { job, event, destination } = each;
      if (destination.kind === "open") {
        const line = job.turn === 0 ? `${event.workspaceId} ${event.linkId}` : job.jobId;
        const receiver = new URL(destination.url).origin;
        parcels.push({ ...each, webhook: job.webhook, receiver, line });
        continue;
      }
      const gone = destination.kind === "gone";
      const result = unsent(gone ? "the group is gone" : "the webhook is off", gone);
      record({ jobId: job.jobId, attempt: { event, result } });
    }
    dispatcher.add(parcels);
  }

  async function handBack(parcels: readonly Due[]): Promise<void> {
    await queue.handBack(parcels.map(({ job }) => job.jobId));
  }

  async function run(): Promise<void> {
    let troubled = false;
    while (!stopping) {
      rung = false;
      awake = new AbortController();
      let restMs = POLL_MS;
      try {
        if (await takeDue()) restMs = 0;
        troubled = false;
      } catch (error) {
        restMs = RETRY_MS;
        if (!troubled) ctx.log.warn({ err: error }, "webhook events cannot be read and wait");
        troubled = true;
      }
      const { signal } = awake;
      if (restMs > 0 && !rung && !stopping) {
        await pause(restMs, undefined, { signal }).catch(() => {});
      }
    }
  }

  queue.onDue(ring);
  const running = run();
  return {
    state: () => ({
      ...counts,
      underWay: dispatcher.underWay().length,
      waiting: dispatcher.waiting(),
    }),
    async [Symbol.asyncDispose]() {
      stopping = true;
      ring();
      await running;
      const waiting = dispatcher.takeWaiting(0);
      await settleWithin(LAST_ANSWERS_MS, () => dispatcher.underWay().length === 0);
      const unanswered = dispatcher.underWay();
      if (unanswered.length > 0) cutOff = true;
      send.connections[Symbol.dispose]();
      await settleWithin(LAST_RECORDS_MS, () => recording.size === 0);
      cutOff = true;
      try {
        await handBack([...waiting, ...unanswered]);
        await lease.release();
      } catch {
        // Whoever begins next takes them back.
      }
    },
  };
}

interface Recorded {
  readonly jobId: string;
  /** Null where nothing was to be done. */
  readonly attempt: Attempt | null;
}

const LOOK_MS = 10;

async function settleWithin(ms: number, settled: () => boolean): Promise<void> {
  const until = performance.now() + ms;
  while (!settled() && performance.now() < until) await pause(LOOK_MS);
}
