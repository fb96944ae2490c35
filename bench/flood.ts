import { Agent } from "node:http";
import type { Bench } from "./bench.ts";
import { type BenchClient, makeClient } from "./client.ts";
import { count, type Figure, perSecond } from "./figure.ts";
import { type Load, load, middleTurn, takeTurns } from "./load.ts";
import { startSimpul } from "./servers.ts";
import { type Asked, ask, visitAll } from "./visit.ts";

const AT_ONCE = 32;

/** What is asked for without end, each time anew, and what the figure calls it. */
export interface Flood {
  readonly name: string;
  readonly of: string;
  /** Makes what is needed, and hands out one request after another. */
  readonly begin: (origin: string, client: BenchClient) => Promise<() => Asked>;
}

/** Redirects while heavy work is asked for, by the redirects without. */
export async function redirectsUnder(
  bench: Bench,
  { name, of, begin }: Flood,
): Promise<readonly Figure[]> {
  const { rounds, seconds } = bench.scale;
  await using store = await bench.copyManyLinks();
  await using server = await startSimpul(store);
  const { origin } = server;
  const next = await begin(origin, makeClient(origin, store.keys));
  const run = (): Promise<Load> =>
    load({ url: origin, file: store.pathsFile, visitors: "fixed", seconds, connections: 64 });
  await visitAll(origin, store.paths);
  await run();
  const sum: Answers = { done: 0, refused: 0 };
  const turns = await takeTurns(
    rounds,
    async () => {
      await using flood = startFlood(next);
      const flooded = await run();
      sum.done += flood.answers.done;
      sum.refused += flood.answers.refused;
      return flooded;
    },
    run,
  );
  const { ours, limit, ratio } = middleTurn(turns);
  const rate = (answers: number): string => `${count(answers / (rounds * seconds))}/s`;
  return [
    {
      name,
      ours: `${perSecond(ours)}, beside ${rate(sum.done)} ${of}, ${rate(sum.refused)} refused`,
      held: { limit: perSecond(limit), ratio, bar: null },
    },
  ];
}

interface Answers {
  done: number;
  /** For being busy. */
  refused: number;
}

function startFlood(next: () => Asked): AsyncDisposable & { readonly answers: Readonly<Answers> } {
  const agent = new Agent({ keepAlive: true, maxSockets: AT_ONCE });
  let stopped = false;
  const answers: Answers = { done: 0, refused: 0 };
  const flood = async (): Promise<void> => {
    while (!stopped) {
      const status = await ask(agent, next());
      if (status < 500) answers.done += 1;
      else answers.refused += 1;
    }
  };
  const floods = Array.from({ length: AT_ONCE }, flood);
  return {
    answers,
    async [Symbol.asyncDispose]() {
      stopped = true;
      await Promise.all(floods);
      agent.destroy();
    },
  };
}
