import { type BareProfiles, type BareRow, openBareProfiles } from "../bare-profiles.ts";
import type { FigureMaker } from "../bench.ts";
import { call } from "../call.ts";
import { makeClient, makeKeys } from "../client.ts";
import { count, spread, timed } from "../figure.ts";
import { type Load, load, takeTurns, throughput } from "../load.ts";
import { PROPERTY_PATH } from "../race-property-calls.ts";
import { startSimpul } from "../servers.ts";

const ITEMS = 1_000;
const BATCHES = 20;
const USERS = 10_000;
const CONNECTIONS = 2;

/** Items in batches, half of them of one value and half of three, against the store's own pace. */
export const propertyBatch: FigureMaker = {
  name: "property batches",
  async take(bench) {
    const { rounds, seconds } = bench.scale;
    await using server = await startSimpul({ dataDir: await bench.makeDataDir() });
    const keys = await makeKeys(server.origin);
    const euids = await makeClient(server.origin, keys).registerUsers(USERS);
    const bodies = makeBatches().map((items) => bodyOf(items, euids));
    const file = await bench.writeLines(bodies.map((body) => JSON.stringify(body)));
    const calls = { url: `${server.origin}${PROPERTY_PATH}/batch`, authorization: keys.basic };
    await using bare = await openBareProfiles(await bench.makeDataDir(), USERS);
    const rows = makeBatches().map((items) => items.map(rowOf));
    for (const body of bodies) await call({ ...calls, method: "POST", body });
    for (const batch of rows) await bare.write(batch);
    const turns = await takeTurns(
      rounds,
      async () => inItems(await load({ ...calls, file, seconds, connections: CONNECTIONS })),
      async () => inItems(await writeFor(seconds, bare, rows)),
    );
    const name = `items in batches of ${count(ITEMS)}, ${CONNECTIONS} connections, embedded / bare update … from unnest and insert of history of the same rows`;
    return [throughput(name, turns, 0.5)];
  },
};

/** What is set of one user. */
interface Item {
  /** By place among all users. */
  readonly user: number;
  readonly values: Readonly<Record<string, number | string>>;
}

/** Each of users that differ; a value never comes twice in turn to the same user. */
function makeBatches(): Item[][] {
  return Array.from({ length: BATCHES }, (_, batch) =>
    Array.from({ length: ITEMS }, (_, index) => {
      const nth = batch * ITEMS + index;
      const one = { user_number_once: nth + 0.25 };
      const three = {
        ...one,
        user_string_once: `value ${nth}`,
        user_datetime_once: `2023-12-12T00:${String(batch).padStart(2, "0")}:23Z`,
      };
      return { user: nth % USERS, values: nth % 2 === 0 ? one : three };
    }),
  );
}

function bodyOf(items: readonly Item[], euids: readonly number[]): object {
  return {
    items: items.map(({ user, values }) => ({
      euid: euids[user],
      type: "set",
      properties: values,
    })),
  };
}

function rowOf({ user, values }: Item): BareRow {
  const changes = Object.entries(values).map(([name, value]) => ({ name, old: value, new: value }));
  return { user: user + 1, properties: JSON.stringify(values), changes: JSON.stringify(changes) };
}

async function writeFor(
  seconds: number,
  bare: BareProfiles,
  batches: readonly (readonly BareRow[])[],
): Promise<Load> {
  await bare.tidy();
  const times: number[] = [];
  const started = performance.now();
  const passed = (): number => (performance.now() - started) / 1_000;
  while (passed() < seconds) {
    const batch = batches[times.length % batches.length] ?? [];
    times.push(await timed(() => bare.write(batch)));
  }
  const requests = times.length;
  const { p50, p99 } = spread(times);
  return { requests, perSecond: requests / passed(), p50, p99, errors: 0 };
}

function inItems(run: Load): Load {
  return { ...run, perSecond: run.perSecond * ITEMS };
}
