import { once } from "node:events";
import { cp, mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, test } from "vitest";
import { makeClickPlace, readClicks } from "../support/click-place.ts";
import {
  freePort,
  type ServerProcess,
  spawnServer,
  startServer,
} from "../support/server-process.ts";
import { BELIEVED, startVisits, type VisitLoad } from "../support/visit-load.ts";
import { expectExact, makeVisited, untilCounted, type Visited } from "../support/visited-server.ts";

const VISITS = 100;

async function visitAndCount(server: ServerProcess, { paths }: Visited): Promise<VisitLoad> {
  const load = startVisits({ origin: server.origin, paths, most: VISITS });
  await load.ended;
  await untilCounted(server);
  return load;
}

test("of two copies of a data directory one counts: the other waits for its death, or is refused", async () => {
  await using place = await makeClickPlace("postgres");
  const { databaseUrl } = place;
  const first = await startServer({ ...place, env: BELIEVED });
  const visited = await makeVisited(first);
  const told = [await visitAndCount(first, visited)];
  const parent = await mkdtemp(join(tmpdir(), "simpul-copy-"));
  const dataDir = join(parent, "data");
  await cp(place.dataDir, dataDir, { recursive: true });

  const refused = spawnServer({ dataDir, databaseUrl, port: await freePort(), env: BELIEVED });
  let said = "";
  refused.stderr.on("data", (chunk) => {
    said += chunk;
  });
  const [code] = await once(refused, "exit");
  expect(code).toBe(1);
  expect(said).toMatch(
    /^the journal [0-9a-f]{32} is in use in another place \(.+\): two data directories are copies of one\n$/,
  );
  expect(said).toContain(place.dataDir);
  told.push(await visitAndCount(first, visited));

  await first.crash();
  const asked = performance.now();
  await using heir = await startServer({ dataDir, databaseUrl, env: BELIEVED });
  expect(performance.now() - asked).toBeLessThan(20_000);
  told.push(await visitAndCount(heir, visited));
  expectExact(await readClicks(place, visited.workspaceIdx), told);
  await rm(parent, { recursive: true });
});

test("a journal that its database never heard of is refused: its visits are of another", async () => {
  await using place = await makeClickPlace("postgres");
  await using other = await makeClickPlace("postgres");
  const { dataDir, databaseUrl } = place;
  const first = await startServer({ ...place, env: BELIEVED });
  const visited = await makeVisited(first);
  const told = [await visitAndCount(first, visited)];
  await first.crash();

  const strange = { dataDir, databaseUrl: other.databaseUrl, port: await freePort() };
  const refused = spawnServer({ ...strange, env: BELIEVED });
  let said = "";
  refused.stderr.on("data", (chunk) => {
    said += chunk;
  });
  const [code] = await once(refused, "exit");
  expect([code, said]).toEqual([
    1,
    expect.stringMatching(/^the database does not know the journal [0-9a-f]{32} .+ holds visits/),
  ]);

  await using again = await startServer({ dataDir, databaseUrl, env: BELIEVED });
  told.push(await visitAndCount(again, visited));
  expectExact(await readClicks(place, visited.workspaceIdx), told);
});
