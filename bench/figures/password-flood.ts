import { Agent } from "node:http";
import type { FigureMaker } from "../bench.ts";
import { makeClient } from "../client.ts";
import { count, perSecond } from "../figure.ts";
import { type Load, load, middle, takeTurns } from "../load.ts";
import { startSimpul } from "../servers.ts";
import { ask, visitAll } from "../visit.ts";
import { headersOf, newVisitors } from "../visitors.ts";

const TRIES_AT_ONCE = 32;
const FORM = { "content-type": "application/x-www-form-urlencoded" };

/** Redirects while somebody tries passwords from ever new addresses, each of which is an scrypt. */
export const passwordFlood: FigureMaker = {
  name: "redirects under a flood of passwords",
  async take(bench) {
    const { rounds, seconds } = bench.scale;
    await using store = await bench.copyManyLinks();
    await using server = await startSimpul(store);
    const { origin } = server;
    const client = makeClient(origin, store.keys);
    const [locked = "/"] = await client.createLinks("locked-", 1, { pwd: "kopi lereng" });
    const run = (): Promise<Load> =>
      load({ url: origin, file: store.pathsFile, visitors: "fixed", seconds, connections: 64 });
    await visitAll(origin, store.paths);
    await run();
    const sum: Tries = { looked: 0, refused: 0 };
    const runs = await takeTurns(
      rounds,
      async () => {
        await using flood = startFlood(origin + locked);
        const flooded = await run();
        sum.looked += flood.tries.looked;
        sum.refused += flood.tries.refused;
        return flooded;
      },
      run,
    );
    const [ours, limit] = [middle(runs.ours), middle(runs.limit)];
    const rate = (tries: number): string => `${count(tries / (rounds * seconds))}/s`;
    return [
      {
        name: "redirects while passwords of a locked link are tried / without",
        ours: `${perSecond(ours)}, beside ${rate(sum.looked)} tries, ${rate(sum.refused)} refused`,
        held: { limit: perSecond(limit), ratio: ours.perSecond / limit.perSecond, bar: null },
      },
    ];
  },
};

interface Tries {
  /** At the password, an scrypt each. */
  looked: number;
  /** For being busy. */
  refused: number;
}

interface Flood extends AsyncDisposable {
  readonly tries: Readonly<Tries>;
}

function startFlood(url: string): Flood {
  const agent = new Agent({ keepAlive: true, maxSockets: TRIES_AT_ONCE });
  let stopped = false;
  const tries: Tries = { looked: 0, refused: 0 };
  const flood = async (): Promise<void> => {
    while (!stopped) {
      const headers = { ...FORM, ...headersOf(newVisitors(1)) };
      const status = await ask(agent, { url, headers, body: "password=kopi+tubruk" });
      if (status < 500) tries.looked += 1;
      else tries.refused += 1;
    }
  };
  const floods = Array.from({ length: TRIES_AT_ONCE }, flood);
  return {
    tries,
    async [Symbol.asyncDispose]() {
      stopped = true;
      await Promise.all(floods);
      agent.destroy();
    },
  };
}
