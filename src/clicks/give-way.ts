import { readFileSync } from "node:fs";
import { performance } from "node:perf_hooks";
import { setTimeout as pause } from "node:timers/promises";

/** Share of the time in which this thread works; past it visitors wait for each other. */
const BUSY = 0.85;
/** Where whoever brings the visits shares the machine, they starve before this thread is so busy. */
const HALF_BUSY = 0.5;
const LEAST_IDLE = 0.25;
const LOOK_MS = 100;
/** A batch takes some 50 ms: no more than one visit in a hundred meets it. */
const LONGEST_MS = 5_000;

/**
 * Settles once visitors leave room for a batch; after five seconds all the same, so that counting never
 * stops, and at once while counting presses: what is not counted must not fill the journal.
 */
export function makeGiveWay(presses: () => boolean): () => Promise<void> {
  let last = performance.eventLoopUtilization();
  let machine = readMachine();
  return async () => {
    const until = performance.now() + LONGEST_MS;
    for (;;) {
      const now = performance.eventLoopUtilization();
      const { utilization } = performance.eventLoopUtilization(now, last);
      const machineNow = readMachine();
      const crowded = utilization >= HALF_BUSY && idleBetween(machine, machineNow) < LEAST_IDLE;
      last = now;
      machine = machineNow;
      if ((utilization < BUSY && !crowded) || presses() || performance.now() >= until) return;
      await pause(LOOK_MS);
    }
  };
}

/** Ticks of all processors since the machine's start. */
interface MachineTime {
  readonly idle: number;
  readonly all: number;
}

const IDLE = 3;
const IO_WAIT = 4;
/** What follows is guests' time, which is counted before. */
const OWN_FIELDS = 8;

/** Null where the system does not tell. */
function readMachine(): MachineTime | null {
  try {
    const [line = ""] = readFileSync("/proc/stat", "latin1").split("\n", 1);
    const ticks = line
      .split(/\s+/)
      .slice(1, 1 + OWN_FIELDS)
      .map(Number);
    const idle = (ticks[IDLE] ?? 0) + (ticks[IO_WAIT] ?? 0);
    return { idle, all: ticks.reduce((sum, each) => sum + each, 0) };
  } catch {
    return null;
  }
}

/** The share of the time between in which processors had nothing to do; all of it where nobody tells. */
function idleBetween(before: MachineTime | null, after: MachineTime | null): number {
  if (before === null || after === null || after.all <= before.all) return 1;
  return (after.idle - before.idle) / (after.all - before.all);
}
