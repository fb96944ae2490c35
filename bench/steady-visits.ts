import { startPace } from "./pace.ts";
import { encodeRequest, makeRawClient } from "./raw-client.ts";
import { headersOf, newVisitors } from "./visitors.ts";

export interface SteadyOptions {
  readonly origin: string;
  readonly paths: readonly string[];
  readonly perSecond: number;
}

/** Visits that go on until disposed, which throws where one of them failed. */
export interface SteadyVisits extends AsyncDisposable {
  /** How many were answered a second so far. */
  perSecond(): number;
  answered(): number;
}

const CONNECTIONS = 64;

/** At a rate whatever the answers take, each visit of somebody new. */
export function startSteadyVisits({ origin, paths, perSecond }: SteadyOptions): SteadyVisits {
  const client = makeRawClient(origin, CONNECTIONS);
  const started = performance.now();
  let sent = 0;
  let answered = 0;
  const pace = startPace(perSecond, async () => {
    const path = paths[sent % paths.length] ?? "/";
    sent += 1;
    const status = await client.ask(encodeRequest(origin + path, headersOf(newVisitors(1))));
    if (status !== 302) throw new Error(`${path}: ${status}`);
    answered += 1;
  });
  return {
    answered: () => answered,
    perSecond: () => (answered * 1_000) / (performance.now() - started),
    async [Symbol.asyncDispose]() {
      try {
        await pace[Symbol.asyncDispose]();
      } finally {
        client[Symbol.dispose]();
      }
    },
  };
}
