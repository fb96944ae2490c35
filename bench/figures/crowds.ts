import { Agent } from "node:http";
import { createDatabase, dropDatabase } from "../../test/support/template.ts";
import type { Bench, FigureMaker } from "../bench.ts";
import { makeClient, makeKeys } from "../client.ts";
import { startSimpul } from "../servers.ts";
import { ask } from "../visit.ts";
import { headersOf, newVisitors } from "../visitors.ts";

const VISITORS = 500;
const LIMIT = 37;

/** However many come at once, to whichever process, the limit of a link is kept to the visit. */
export const crowds: FigureMaker = {
  name: "crowds at a limit, postgresql",
  async take(bench) {
    if (bench.serverUrl === null) {
      bench.say("crowds at a limit: left out, TEST_DATABASE_URL names no server");
      return [];
    }
    const databaseUrl = await createDatabase(bench.serverUrl);
    try {
      await sendCrowds(bench, databaseUrl);
    } finally {
      await dropDatabase(databaseUrl);
    }
    const rounds = bench.scale.crowds;
    return [
      {
        name: `${VISITORS} visitors at once, limit ${LIMIT}, two processes on one PostgreSQL: rounds with exactly ${LIMIT} / all`,
        ours: String(rounds),
        held: { limit: String(rounds), ratio: 1, bar: { atLeast: 1 } },
      },
    ];
  },
};

/** Throws at the first crowd of which more or fewer got through. */
async function sendCrowds(bench: Bench, databaseUrl: string): Promise<void> {
  await using first = await startSimpul({ dataDir: await bench.makeDataDir(), databaseUrl });
  await using second = await startSimpul({ dataDir: await bench.makeDataDir(), databaseUrl });
  const client = makeClient(first.origin, await makeKeys(first.origin));
  const paths = await client.createLinks("limit-", bench.scale.crowds, { acesMaxCnt: LIMIT });
  const agent = new Agent({ keepAlive: true });
  for (const path of paths) {
    const start = newVisitors(VISITORS);
    const statuses = await Promise.all(
      Array.from({ length: VISITORS }, (_, nth) => {
        const { origin } = nth % 2 === 0 ? first : second;
        return ask(agent, { url: origin + path, headers: headersOf(start + nth) });
      }),
    );
    const through = statuses.filter((status) => status === 302).length;
    if (through === LIMIT) continue;
    const seen = [...Map.groupBy(statuses, (status) => status)].map(
      ([status, some]) => `${some.length} × ${status}`,
    );
    throw new Error(`${through} visitors of ${path} got through: ${seen.join(", ")}`);
  }
  agent.destroy();
}
