import { FairQueue, type Share } from "./fair-queue.ts";
import { Fault } from "./fault.ts";

export interface FairGateOptions {
  readonly maxRunning: number;
  readonly maxWaiting: number;
  readonly maxWaitMs: number;
}

/** Whose work it is. */
export interface Claim {
  /** Shares take turns; see `FairQueue`. */
  readonly share: Share;
  /** Aborted once the caller waits no longer. */
  readonly gone?: AbortSignal | undefined;
}

interface Waiting {
  readonly start: () => void;
  readonly refuse: () => void;
}

/** Runs a few pieces of work at a time; what waits is served by turns of its shares, not by arrival. */
export class FairGate {
  readonly #options: FairGateOptions;
  readonly #waiting: FairQueue<Waiting>;
  #running = 0;

  constructor(options: FairGateOptions) {
    this.#options = options;
    this.#waiting = new FairQueue(options.maxWaiting);
  }

  /** Throws `busy` where the queue is full, the wait too long or the caller gone before the work began. */
  async run<T>(claim: Claim, work: () => Promise<T>): Promise<T> {
    await this.#enter(claim);
    try {
      return await work();
    } finally {
      const next = this.#waiting.next();
      if (next === undefined) this.#running -= 1;
      else next.start();
    }
  }

  async #enter({ share, gone }: Claim): Promise<void> {
    if (gone?.aborted) throw new Fault("busy");
    if (this.#running < this.#options.maxRunning) {
      this.#running += 1;
      return;
    }
    await new Promise<void>((resolve, reject) => {
      const settle = (): void => {
        clearTimeout(late);
        gone?.removeEventListener("abort", giveUp);
      };
      const mine: Waiting = {
        start: () => {
          settle();
          resolve();
        },
        refuse: () => {
          settle();
          reject(new Fault("busy"));
        },
      };
      const giveUp = (): void => {
        this.#waiting.remove(share, mine);
        mine.refuse();
      };
      const late = setTimeout(giveUp, this.#options.maxWaitMs);
      gone?.addEventListener("abort", giveUp, { once: true });
      this.#waiting.add(share, mine)?.refuse();
    });
  }
}
