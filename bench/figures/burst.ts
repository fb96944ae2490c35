import { setTimeout as pause } from "node:timers/promises";
import type { FigureMaker } from "../bench.ts";
import { aroundToday, type BenchClient, makeClient, makeKeys, readMetric } from "../client.ts";
import { count } from "../figure.ts";
import { load, refuseErrors } from "../load.ts";
import { startSimpul } from "../servers.ts";

const CONNECTIONS = 64;
const LOOK_MS = 50;
const CAUGHT_UP_WITHIN_MS = 20 * 60_000;

/** Every visit is of somebody new, so that each that was answered is a click. */
export const burst: FigureMaker = {
  name: "clicks counted after a burst",
  async take(bench) {
    const { burstSeconds: seconds, clickedLinks } = bench.scale;
    await using server = await startSimpul({ dataDir: await bench.makeDataDir() });
    const client = makeClient(server.origin, await makeKeys(server.origin));
    const file = await bench.writeLines(await client.createLinks("burst-", clickedLinks));
    const run = await load({
      url: server.origin,
      file,
      visitors: "fresh",
      seconds,
      connections: CONNECTIONS,
    });
    refuseErrors([run]);
    const ended = performance.now();
    const atEnd = await countedClicks(client);
    await untilCaughtUp(server.origin);
    const tookSeconds = (performance.now() - ended) / 1_000;
    const counted = await countedClicks(client);
    // wrk leaves what is on its way when it ends unread.
    if (counted > run.requests + CONNECTIONS) {
      throw new Error(`${counted} clicks were counted of ${run.requests} visits`);
    }
    const pace = (counted - atEnd) / tookSeconds;
    return [
      {
        name: `clicks counted / answered, after ${seconds} s at full speed, ${CONNECTIONS} connections`,
        ours: `${count(counted)}, caught up ${tookSeconds.toFixed(1)} s after, at ${count(pace)} clicks/s`,
        held: {
          limit: `${count(run.requests)}, ${count(run.perSecond)}/s`,
          ratio: counted / run.requests,
          bar: { atLeast: 1 },
        },
      },
    ];
  },
};

async function countedClicks(client: BenchClient): Promise<number> {
  const { acesCnt } = await client.readFigures<{ acesCnt: number }>("totals", aroundToday());
  return acesCnt;
}

async function untilCaughtUp(origin: string): Promise<void> {
  const limit = performance.now() + CAUGHT_UP_WITHIN_MS;
  while ((await readMetric(origin, "simpul_journal_backlog_bytes")) > 0) {
    if (performance.now() > limit) throw new Error("the clicks were not counted in time");
    await pause(LOOK_MS);
  }
}
