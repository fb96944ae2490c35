import { Agent } from "node:http";
import { type Bench, type FigureMaker, withNewStore } from "../bench.ts";
import { count, spread, timed } from "../figure.ts";
import { multiplyLinks } from "../multiply-links.ts";
import { startSimpul } from "../servers.ts";
import { visit } from "../visit.ts";

const FEW = 1_000;

/** The first visit to a link that the node does not know yet: many links stored, and few. */
export const coldVisit: FigureMaker = {
  name: "first visit",
  async take(bench) {
    const { storedLinks } = bench.scale;
    const [ours, limit] = [
      spread(await measure(bench, storedLinks)),
      spread(await measure(bench, FEW)),
    ];
    return [
      {
        name: `first visit, cold cache, ${count(storedLinks)} stored links / ${count(FEW)}`,
        ours: ours.text,
        held: { limit: limit.text, ratio: ours.p50 / limit.p50, bar: { atMost: 1.5 } },
      },
    ];
  },
};

async function measure(bench: Bench, links: number): Promise<number[]> {
  const dataDir = await withNewStore(bench, async (client, store) => {
    await client.createLinks("cold-", 1);
    return store.dataDir;
  });
  const paths = await multiplyLinks(dataDir, links);
  return firstVisits(dataDir, pick(paths, bench.scale.calls));
}

/** Spread evenly over all that is stored. */
function pick(paths: readonly string[], count: number): string[] {
  const step = paths.length / count;
  return Array.from({ length: count }, (_, index) => paths[Math.floor(index * step)] ?? "/");
}

async function firstVisits(dataDir: string, paths: readonly string[]): Promise<number[]> {
  await using server = await startSimpul({ dataDir });
  const agent = new Agent({ keepAlive: true, maxSockets: 1 });
  const times: number[] = [];
  // The first few also pay for compiling the path.
  for (const path of paths.slice(0, 20)) await visit(agent, server.origin + path);
  for (const path of paths.slice(20)) {
    times.push(await timed(() => visit(agent, server.origin + path)));
  }
  agent.destroy();
  return times;
}
