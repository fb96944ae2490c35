import type { Bench } from "./bench.ts";
import { makeClient, makeKeys } from "./client.ts";
import { type Load, type LoadOptions, load } from "./load.ts";
import { PROPERTY_PATH } from "./race-property-calls.ts";
import { type BenchServer, startSimpul } from "./servers.ts";
import { singleWriteBodies, WRITTEN_USERS } from "./single-write-bodies.ts";
import { visitAll } from "./visit.ts";

/** A server of one checkout under a load that can be repeated. */
interface Contender extends AsyncDisposable {
  readonly server: BenchServer;
  readonly run: (seconds: number) => Promise<Load>;
}

interface Comparison {
  readonly name: string;
  /** Starts the checkout's program on a data directory that it made itself. */
  readonly start: (bench: Bench, checkout: URL) => Promise<Contender>;
}

const LINKS = 1_000;
const CONNECTIONS = 64;

/** What two commits can be compared by. */
export const COMPARISONS: readonly Comparison[] = [
  {
    name: "redirects, counting held back",
    start: (bench, checkout) =>
      startRedirects(bench, checkout, { counts: false, visitors: "fixed" }),
  },
  {
    name: "redirects, counting beside",
    start: (bench, checkout) =>
      startRedirects(bench, checkout, { counts: true, visitors: "fresh" }),
  },
  { name: "single property writes", start: startWrites },
];

interface Visits {
  readonly counts: boolean;
  readonly visitors: NonNullable<LoadOptions["visitors"]>;
}

async function startRedirects(
  bench: Bench,
  checkout: URL,
  { counts, visitors }: Visits,
): Promise<Contender> {
  const dataDir = await bench.makeEmptyDataDir();
  const paths = await makeLinks(dataDir, checkout);
  const file = await bench.writeLines(paths);
  const server = await startSimpul({ dataDir, checkout, counts });
  await visitAll(server.origin, paths);
  return {
    server,
    run: (seconds) =>
      load({ url: server.origin, file, visitors, seconds, connections: CONNECTIONS }),
    [Symbol.asyncDispose]: () => server[Symbol.asyncDispose](),
  };
}

async function makeLinks(dataDir: string, checkout: URL): Promise<string[]> {
  await using server = await startSimpul({ dataDir, checkout });
  const keys = await makeKeys(server.origin);
  // The server must live until they are made.
  return await makeClient(server.origin, keys).createLinks("bench-", LINKS);
}

async function startWrites(bench: Bench, checkout: URL): Promise<Contender> {
  const server = await startSimpul({ dataDir: await bench.makeEmptyDataDir(), checkout });
  const keys = await makeKeys(server.origin);
  const euids = await makeClient(server.origin, keys).registerUsers(WRITTEN_USERS);
  const file = await bench.writeLines(singleWriteBodies(euids));
  const url = server.origin + PROPERTY_PATH;
  return {
    server,
    run: (seconds) =>
      load({ url, file, authorization: keys.basic, seconds, connections: CONNECTIONS }),
    [Symbol.asyncDispose]: () => server[Symbol.asyncDispose](),
  };
}
