import { Agent } from "node:http";
import { setTimeout as pause } from "node:timers/promises";
import { count, type Figure, spread } from "./figure.ts";
import { startSteadyVisits } from "./steady-visits.ts";
import { visit } from "./visit.ts";
import { newVisitors } from "./visitors.ts";

/** A visit that is waited for. */
export interface Probe {
  readonly path: string;
  readonly isTold: () => Promise<boolean>;
}

export interface Probing {
  /** What is taken, without the rate. */
  readonly name: string;
  readonly origin: string;
  /** Others visit these, at a steady rate. */
  readonly paths: readonly string[];
  readonly probes: readonly Probe[];
}

const PER_SECOND = 1_000;
const WARM_UP_MS = 2_000;
const LOOK_MS = 5;
const PROMISED_MS = 1_000;
const GIVEN_UP_MS = 60_000;

/** From each visit to the moment in which the API tells of it, one after the other. */
export async function timeProbes({ name, origin, paths, probes }: Probing): Promise<Figure> {
  const agent = new Agent({ keepAlive: true });
  await using steady = startSteadyVisits({ origin, paths, perSecond: PER_SECOND });
  await pause(WARM_UP_MS);
  const times: number[] = [];
  for (const probe of probes) {
    const started = performance.now();
    await visit(agent, origin + probe.path, newVisitors(1));
    await untilTold(probe);
    times.push(performance.now() - started);
  }
  agent.destroy();
  const { p95, text } = spread(times);
  return {
    name: `${name} at ${count(PER_SECOND)} visits/s, embedded: p95 / ${PROMISED_MS} ms`,
    ours: `${text}, at ${count(steady.perSecond())}/s`,
    held: { limit: `${PROMISED_MS} ms`, ratio: p95 / PROMISED_MS, bar: { atMost: 1 } },
  };
}

async function untilTold({ path, isTold }: Probe): Promise<void> {
  const limit = performance.now() + GIVEN_UP_MS;
  while (performance.now() < limit) {
    if (await isTold()) return;
    await pause(LOOK_MS);
  }
  throw new Error(`the visit to ${path} was not told within ${GIVEN_UP_MS} ms`);
}
