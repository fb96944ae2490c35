import type { Bench, FigureMaker } from "../bench.ts";
import { count, median } from "../figure.ts";
import { type Load, type LoadOptions, load, type Turn, takeTurns, throughput } from "../load.ts";
import { startBare, startSimpul, whileStopped } from "../servers.ts";
import { visitAll } from "../visit.ts";

const BARE = "bare node:http 302 from a Map";

/** What a visit costs that nobody counts. */
export const redirectsUncounted: FigureMaker = {
  name: "redirects, uncounted",
  async take(bench) {
    const turns = await race(bench, { counts: false, visitors: "bot" });
    const name = `redirects of a bot, not written down, over ${count(bench.scale.links)} links, 64 connections`;
    return [throughput(`${name} / ${BARE}`, turns, 0.9)];
  },
};

/** What a visit costs until it is written down, with nothing else to do. */
export const redirectsHeld: FigureMaker = {
  name: "redirects, counting held back",
  async take(bench) {
    const turns = await race(bench, { counts: false, visitors: "fixed" });
    return [throughput(`${whole(bench)}, counting held back / ${BARE}`, turns, 0.85)];
  },
};

/** The same while the visits are counted, all of them of people who were never here. */
export const redirectsBeside: FigureMaker = {
  name: "redirects, counting beside",
  async take(bench) {
    const turns = await race(bench, { counts: true, visitors: "fresh" });
    const ours = median(turns.map((turn) => turn.ours.p99));
    const limit = median(turns.map((turn) => turn.limit.p99));
    return [
      throughput(`${whole(bench)}, counting beside it / ${BARE}`, turns, 0.7),
      {
        name: `p99 of redirects, counting beside it / of ${BARE}`,
        ours: `${ours.toFixed(1)} ms`,
        held: { limit: `${limit.toFixed(1)} ms`, ratio: ours / limit, bar: { atMost: 1.5 } },
      },
    ];
  },
};

interface Way {
  readonly counts: boolean;
  readonly visitors: NonNullable<LoadOptions["visitors"]>;
}

/** Over links that the node knows, against a bare server with a Map: runs taking turns. */
async function race(bench: Bench, { counts, visitors }: Way): Promise<readonly Turn[]> {
  const { rounds, seconds } = bench.scale;
  await using store = await bench.copyManyLinks();
  const { dataDir, pathsFile: file, paths } = store;
  await using server = await startSimpul({ dataDir, counts });
  await using bare = await startBare("redirects", file);
  const run = (url: string, factor = 1): Promise<Load> =>
    load({ url, file, visitors, seconds: seconds * factor, connections: 64 });
  await visitAll(server.origin, paths);
  // Until both servers are compiled.
  await run(server.origin, 2);
  await run(bare.origin);
  return await takeTurns(
    rounds,
    () => run(server.origin),
    // What it has left to count must not slow the other down.
    () => (counts ? whileStopped(server, () => run(bare.origin)) : run(bare.origin)),
  );
}

function whole({ scale }: Bench): string {
  return `redirects, each written down, hashed, bot and country checked, over ${count(scale.links)} links, 64 connections`;
}
