import { once } from "node:events";
import { setTimeout as pause } from "node:timers/promises";
import { describe, expect, test } from "vitest";
import { type ClickPlace, makeClickPlace, readClicks } from "../support/click-place.ts";
import { type ServerProcess, startServer } from "../support/server-process.ts";
import { openStoreWay } from "../support/store-way.ts";
import { BELIEVED, startVisits, type Told } from "../support/visit-load.ts";
import { expectExact, makeVisited, untilCounted, type Visited } from "../support/visited-server.ts";

const ROUNDS = Number(process.env["CRASH_ROUNDS"] ?? 10);
const SHORTEST_MS = 80;
const LONGEST_MS = 500;
/** How long a server lives that dies over what its predecessor left to be counted. */
const HEIR_MS = 120;
/** Sooner than the nine seconds after which a stop that does not end is cut off. */
const CUT_OFF_MS = 8_500;

const start = ({ dataDir, databaseUrl }: ClickPlace): Promise<ServerProcess> =>
  startServer({ dataDir, databaseUrl, env: BELIEVED });

/** An embedded store is read by nobody beside its server, which stops for it. */
async function readCounted(place: ClickPlace, server: ServerProcess, visited: Visited, since = 0) {
  await untilCounted(server);
  if (place.databaseUrl === null) await server[Symbol.asyncDispose]();
  return readClicks(place, visited.workspaceIdx, since);
}

async function holdsThrough(place: ClickPlace, lookEvery: number): Promise<void> {
  let server = await start(place);
  const visited = await makeVisited(server);
  let since = 0;
  let told: Told[] = [];
  for (let round = 1; round <= ROUNDS; round += 1) {
    // Under full load counting gives way; with pauses it goes on beside the visits, and dies as well.
    const pauseMs = round % 2 === 0 ? 0 : 10;
    const load = startVisits({ origin: server.origin, paths: visited.paths, pauseMs });
    told.push(load);
    await pause(SHORTEST_MS + Math.random() * (LONGEST_MS - SHORTEST_MS));
    await server.crash();
    await load.ended;
    expect(load.others).toEqual([]);
    if (pauseMs === 0) {
      const heir = await start(place);
      await pause(Math.random() * HEIR_MS);
      await heir.crash();
    }
    server = await start(place);
    if (round % lookEvery !== 0 && round < ROUNDS) continue;
    const stored = await readCounted(place, server, visited, since);
    expectExact(stored, told);
    since = stored.ledger;
    told = [];
    if (place.databaseUrl === null && round < ROUNDS) server = await start(place);
  }
  await server[Symbol.asyncDispose]();
  expect(since).toBeGreaterThan(ROUNDS);
}

describe(`${ROUNDS} rounds of kill -9 under visits lose no answered click and double none`, () => {
  test("on the embedded store", async () => {
    await using place = await makeClickPlace("embedded");
    await holdsThrough(place, 5);
  });

  test("on PostgreSQL", async () => {
    await using place = await makeClickPlace("postgres");
    await holdsThrough(place, 1);
  });
});

describe("a death at the commit of a batch counts nothing twice and loses nothing", () => {
  test.for<[string, boolean]>([
    ["where the store heard of it", true],
    ["where it did not", false],
  ])("%s", async ([, arrives]) => {
    await using place = await makeClickPlace("postgres");
    await using way = await openStoreWay(place.databaseUrl ?? "");
    const onWay = { ...place, databaseUrl: way.url };
    const server = await start(onWay);
    const visited = await makeVisited(server);
    let counting: object | undefined;
    way.hear = (connection, sent) => {
      if (sent.includes("click_ledger")) counting = connection;
      if (connection !== counting || !sent.includes("commit")) return true;
      server.child.kill("SIGKILL");
      return arrives;
    };
    const load = startVisits({ origin: server.origin, paths: visited.paths });
    await load.ended;
    await server.crash();
    way.hear = () => true;
    await using next = await start(onWay);
    expectExact(await readCounted(place, next, visited), [load]);
  });
});

describe("SIGTERM under visits ends it with 0 within ten seconds, and all is counted", () => {
  test.for(["embedded", "postgres"] as const)("on the store %s", async (store) => {
    await using place = await makeClickPlace(store);
    const server = await start(place);
    const visited = await makeVisited(server);
    const load = startVisits({ origin: server.origin, paths: visited.paths });
    await pause(LONGEST_MS);
    const asked = performance.now();
    server.child.kill("SIGTERM");
    const [code] = await once(server.child, "exit");
    expect(code).toBe(0);
    expect(performance.now() - asked).toBeLessThan(CUT_OFF_MS);
    await load.ended;
    expect(load.answered.size).toBeGreaterThan(0);
    await using next = await start(place);
    expectExact(await readCounted(place, next, visited), [load]);
  });
});
