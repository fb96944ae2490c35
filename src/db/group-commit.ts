import { Fault } from "../kit/fault.ts";
import type { Database, Transaction } from "./database.ts";

export interface GroupCommitOptions<Item, Result> {
  readonly database: Database;
  /** At most this many callers in one transaction. */
  readonly largest: number;
  /** Transactions under way at a time, where not one: for a store that runs several. */
  readonly atOnce?: number;
  /**
   * Stores what all callers of the batch brought, in the order they came, and says one word for each:
   * its result, or a Fault that concerns it alone. Rows are touched sorted by key.
   */
  readonly store: (tx: Transaction, items: readonly Item[]) => Promise<readonly (Result | Fault)[]>;
}

interface Caller<Item, Result> {
  readonly item: Item;
  readonly since: number;
  readonly resolve: (result: Result) => void;
  readonly reject: (error: unknown) => void;
}

export const LONGEST_QUEUE = 10_000;
const LONGEST_WAIT_MS = 1_000;
const SWEEP_MS = 100;

/**
 * Gathers concurrent single writes into one transaction; each caller is answered after it commits.
 * A caller that the queue cannot take, or that waited a second for its turn, is refused as "busy".
 */
export function makeGroupCommit<Item, Result>(
  options: GroupCommitOptions<Item, Result>,
): (item: Item) => Promise<Result> {
  const atOnce = options.atOnce ?? 1;
  let queue: Caller<Item, Result>[] = [];
  let running = 0;

  async function storeBatch(callers: readonly Caller<Item, Result>[]): Promise<void> {
    const words = await options.database.transaction((tx) =>
      options.store(
        tx,
        callers.map((caller) => caller.item),
      ),
    );
    // The next batch leaves first: the store would be idle while each of these answers its client.
    setImmediate(() => {
      for (const [index, caller] of callers.entries()) {
        const word = words[index];
        if (word instanceof Fault) caller.reject(word);
        else caller.resolve(word as Result);
      }
    });
  }

  /** A batch that failed is run again caller by caller, so that one bad caller harms no other. */
  async function storeSafely(callers: readonly Caller<Item, Result>[]): Promise<void> {
    try {
      await storeBatch(callers);
    } catch (error) {
      const busy = error instanceof Fault && error.code === "busy";
      if (busy || callers.length === 1) {
        for (const caller of callers) caller.reject(error);
        return;
      }
      for (const caller of callers) await storeSafely([caller]);
    }
  }

  function refuseTheLate(): void {
    const limit = performance.now() - LONGEST_WAIT_MS;
    const late = queue.findIndex((caller) => caller.since > limit);
    const refused = queue.splice(0, late === -1 ? queue.length : late);
    for (const caller of refused) caller.reject(new Fault("busy"));
  }

  async function drain(): Promise<void> {
    const sweep = setInterval(refuseTheLate, SWEEP_MS);
    while (queue.length > 0) {
      const batch = queue.slice(0, options.largest);
      queue = queue.slice(options.largest);
      await storeSafely(batch);
    }
    clearInterval(sweep);
    running -= 1;
  }

  return (item) =>
    new Promise<Result>((resolve, reject) => {
      if (queue.length >= LONGEST_QUEUE) {
        reject(new Fault("busy"));
        return;
      }
      queue.push({ item, since: performance.now(), resolve, reject });
      if (running === atOnce) return;
      running += 1;
      // The callers of this tick come along.
      setImmediate(() => void drain());
    });
}
