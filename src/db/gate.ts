import { Fault } from "../kit/fault.ts";

/** Who goes first where connections are few: places and single writes before all heavier work. */
const LANES = ["visit", "write", "read", "background"] as const;
export type Lane = (typeof LANES)[number];

/** A counted gate: at most `permits` inside, the rest wait by lane, then in the order they came. */
export interface Gate {
  /** Throws "busy" where a caller waited for ten seconds; the background waits for as long as it takes. */
  enter(lane: Lane): Promise<void>;
  leave(): void;
  /** True while nobody is inside or waiting. */
  idle(): boolean;
}

/** A lane that waits has a turn at least so often, however much those before it have to do. */
const PASSED_OVER_MS = 250;
const LONGEST_WAIT_MS = 10_000;

interface Waiting {
  readonly since: number;
  readonly enter: () => void;
}

interface Queue {
  readonly waiting: Waiting[];
  servedAt: number;
}

export function makeGate(permits: number): Gate {
  const queues: Readonly<Record<Lane, Queue>> = {
    visit: { waiting: [], servedAt: 0 },
    write: { waiting: [], servedAt: 0 },
    read: { waiting: [], servedAt: 0 },
    background: { waiting: [], servedAt: 0 },
  };
  let inside = 0;

  function next(): Waiting | undefined {
    const now = performance.now();
    let chosen: Queue | undefined;
    let longest = PASSED_OVER_MS;
    for (const lane of LANES) {
      const queue = queues[lane];
      const [first] = queue.waiting;
      if (first === undefined) continue;
      chosen ??= queue;
      const passedOver = now - Math.max(first.since, queue.servedAt);
      if (passedOver <= longest) continue;
      longest = passedOver;
      chosen = queue;
    }
    if (chosen === undefined) return undefined;
    chosen.servedAt = now;
    return chosen.waiting.shift();
  }

  function wait(lane: Lane): Promise<void> {
    const { waiting } = queues[lane];
    return new Promise((resolve, reject) => {
      const late = lane === "background" ? undefined : setTimeout(giveUp, LONGEST_WAIT_MS);
      const mine: Waiting = {
        since: performance.now(),
        enter: () => {
          clearTimeout(late);
          resolve();
        },
      };
      function giveUp(): void {
        waiting.splice(waiting.indexOf(mine), 1);
        reject(new Fault("busy"));
      }
      waiting.push(mine);
    });
  }

  return {
    async enter(lane) {
      if (inside < permits) inside += 1;
      else await wait(lane);
    },
    leave() {
      const first = next();
      if (first === undefined) inside -= 1;
      else first.enter();
    },
    idle: () => inside === 0,
  };
}
