import { performance } from "node:perf_hooks";
import { setTimeout as pause } from "node:timers/promises";

/** Share of the time in which this thread works; past it visitors wait for each other. */
const BUSY = 0.85;
const LOOK_MS = 100;
const LONGEST_MS = 2_000;

/** Settles once visitors leave room for a batch; after two seconds all the same, so that counting never stops. */
export function makeGiveWay(): () => Promise<void> {
  let last = performance.eventLoopUtilization();
  return async () => {
    const until = performance.now() + LONGEST_MS;
    for (;;) {
      const now = performance.eventLoopUtilization();
      const { utilization } = performance.eventLoopUtilization(now, last);
      last = now;
      if (utilization < BUSY || performance.now() >= until) return;
      await pause(LOOK_MS);
    }
  };
}
