import type { FigureMaker } from "../bench.ts";
import { aroundToday, linkName, makeClient, makeKeys } from "../client.ts";
import { timeProbes } from "../probes.ts";
import { startSimpul } from "../servers.ts";

/** From a visit to the moment in which the figures have it, while others visit at a steady rate. */
export const visitToFigure: FigureMaker = {
  name: "visit to figure",
  async take(bench) {
    const { clickedLinks, probes } = bench.scale;
    await using server = await startSimpul({ dataDir: await bench.makeDataDir() });
    const { origin } = server;
    const client = makeClient(origin, await makeKeys(origin));
    const paths = await client.createLinks("steady-", clickedLinks);
    const fresh = await client.createLinks("probe-", probes);
    const isTold = async (path: string): Promise<boolean> => {
      const asked = { ...linkName(path), ...aroundToday() };
      const days = await client.readFigures<{ acesCnt: number }[]>("clicks-by-date", asked);
      return days.some(({ acesCnt }) => acesCnt > 0);
    };
    const waited = fresh.map((path) => ({ path, isTold: () => isTold(path) }));
    return [await timeProbes({ name: "visit to figure", origin, paths, probes: waited })];
  },
};
