import type { FigureMaker } from "../bench.ts";
import { makeClient, makeKeys } from "../client.ts";
import { timeProbes } from "../probes.ts";
import { startSimpul } from "../servers.ts";

/** From a click of a personal link to the moment in which its user's timeline has it. */
export const clickToTimeline: FigureMaker = {
  name: "click to timeline",
  async take(bench) {
    const { clickedLinks, probes } = bench.scale;
    await using server = await startSimpul({ dataDir: await bench.makeDataDir() });
    const { origin } = server;
    const client = makeClient(origin, await makeKeys(origin));
    const paths = await client.createLinks("steady-", clickedLinks);
    const [letter = "/"] = await client.createLinks("letter-", 1);
    const euids = await client.registerUsers(probes);
    const personal = await client.personalize(letter, euids);
    const waited = euids.map((euid, index) => ({
      path: personal[index] ?? letter,
      isTold: async () => (await client.readTimeline(euid)).some(({ type }) => type === "click"),
    }));
    const name = "click of a personal link to its user's timeline";
    return [await timeProbes({ name, origin, paths, probes: waited })];
  },
};
