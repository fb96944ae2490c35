import { Agent } from "node:http";
import { visit } from "./visit.ts";
import { newVisitors } from "./visitors.ts";

export interface SteadyOptions {
  readonly origin: string;
  readonly paths: readonly string[];
  readonly perSecond: number;
}

/** Visits that go on until disposed, which throws where one of them failed. */
export interface SteadyVisits extends AsyncDisposable {
  /** How many were answered a second so far. */
  perSecond(): number;
}

const TICK_MS = 5;
const CONNECTIONS = 64;

/** At a rate whatever the answers take, each visit of somebody new. */
export function startSteadyVisits({ origin, paths, perSecond }: SteadyOptions): SteadyVisits {
  const agent = new Agent({ keepAlive: true, maxSockets: CONNECTIONS });
  const started = performance.now();
  const failures: unknown[] = [];
  const underWay = new Set<Promise<void>>();
  let sent = 0;
  let answered = 0;

  function send(): void {
    const path = paths[sent % paths.length] ?? "/";
    sent += 1;
    const sending = visit(agent, origin + path, newVisitors(1))
      .then(() => {
        answered += 1;
      })
      .catch((error: unknown) => void failures.push(error))
      .finally(() => underWay.delete(sending));
    underWay.add(sending);
  }

  const timer = setInterval(() => {
    const due = ((performance.now() - started) * perSecond) / 1_000;
    while (sent < due) send();
  }, TICK_MS);
  return {
    perSecond: () => (answered * 1_000) / (performance.now() - started),
    async [Symbol.asyncDispose]() {
      clearInterval(timer);
      await Promise.all(underWay);
      agent.destroy();
      if (failures.length > 0) throw failures[0];
    },
  };
}
