import { Agent } from "node:http";
import { setTimeout as pause } from "node:timers/promises";
import type { FigureMaker } from "../bench.ts";
import { aroundToday, type BenchClient, linkName, makeClient, makeKeys } from "../client.ts";
import { count, spread } from "../figure.ts";
import { startSimpul } from "../servers.ts";
import { startSteadyVisits } from "../steady-visits.ts";
import { visit } from "../visit.ts";
import { newVisitors } from "../visitors.ts";

const PER_SECOND = 1_000;
const WARM_UP_MS = 2_000;
const LOOK_MS = 5;
const PROMISED_MS = 1_000;
const GIVEN_UP_MS = 60_000;

/** From a visit to the moment in which the API tells of it, while others visit at a steady rate. */
export const visitToFigure: FigureMaker = {
  name: "visit to figure",
  async take(bench) {
    const { clickedLinks, probes } = bench.scale;
    await using server = await startSimpul({ dataDir: await bench.makeDataDir() });
    const client = makeClient(server.origin, await makeKeys(server.origin));
    const paths = await client.createLinks("steady-", clickedLinks);
    const fresh = await client.createLinks("probe-", probes);
    const agent = new Agent({ keepAlive: true });
    await using steady = startSteadyVisits({ ...server, paths, perSecond: PER_SECOND });
    await pause(WARM_UP_MS);
    const times: number[] = [];
    for (const path of fresh) {
      const started = performance.now();
      await visit(agent, server.origin + path, newVisitors(1));
      await untilTold(client, path);
      times.push(performance.now() - started);
    }
    agent.destroy();
    const sent = steady.perSecond();
    const { p95, text } = spread(times);
    return [
      {
        name: `visit to figure at ${count(PER_SECOND)} visits/s, embedded: p95 / ${PROMISED_MS} ms`,
        ours: `${text}, at ${count(sent)}/s`,
        held: { limit: `${PROMISED_MS} ms`, ratio: p95 / PROMISED_MS, bar: { atMost: 1 } },
      },
    ];
  },
};

async function untilTold(client: BenchClient, path: string): Promise<void> {
  const asked = { ...linkName(path), ...aroundToday() };
  const limit = performance.now() + GIVEN_UP_MS;
  while (performance.now() < limit) {
    const days = await client.readFigures<{ acesCnt: number }[]>("clicks-by-date", asked);
    if (days.some(({ acesCnt }) => acesCnt > 0)) return;
    await pause(LOOK_MS);
  }
  throw new Error(`the visit to ${path} was not told within ${GIVEN_UP_MS} ms`);
}
