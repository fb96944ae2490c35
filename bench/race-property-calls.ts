import type { Bench } from "./bench.ts";
import { type Load, load, type Turn, takeTurns } from "./load.ts";
import { startBare } from "./servers.ts";

export interface PropertyCalls {
  /** Of our server. */
  readonly origin: string;
  readonly authorization: string;
  /** Its lines are the bodies. */
  readonly file: string;
  /** Follows each turn, and is told what ours was. */
  readonly after?: (ours: Load) => Promise<void>;
}

export const PROPERTY_PATH = "/v1/user/property";

/** Until PostgreSQL's WebAssembly is compiled well, runs of 5 s rose from 1,300 to 4,200/s. */
const WARM_UPS = 5;

/** Changes of properties by 64 connections, against a bare server that parses and answers. */
export async function racePropertyCalls(
  { scale: { seconds, rounds } }: Bench,
  { origin, authorization, file, after }: PropertyCalls,
): Promise<readonly Turn[]> {
  await using bare = await startBare("envelope");
  const run = (at: string): Promise<Load> =>
    load({ url: at + PROPERTY_PATH, file, authorization, seconds, connections: 64 });
  for (let runs = 0; runs < WARM_UPS; runs += 1) await run(origin);
  await run(bare.origin);
  return await takeTurns(
    rounds,
    () => run(origin),
    () => run(bare.origin),
    after,
  );
}
