import type { Bench } from "./bench.ts";
import { type Load, load, type Turns, takeTurns } from "./load.ts";
import { startBare } from "./servers.ts";

export interface PropertyCalls {
  /** Of our server. */
  readonly origin: string;
  readonly authorization: string;
  /** Its lines are the bodies. */
  readonly file: string;
}

export const PROPERTY_PATH = "/v1/user/property";

/** Changes of properties by 64 connections, against a bare server that parses and answers. */
export async function racePropertyCalls(
  { scale: { seconds, rounds } }: Bench,
  { origin, authorization, file }: PropertyCalls,
): Promise<Turns> {
  await using bare = await startBare("envelope");
  const run = (at: string): Promise<Load> =>
    load({ url: at + PROPERTY_PATH, file, authorization, seconds, connections: 64 });
  await run(origin);
  await run(bare.origin);
  return await takeTurns(
    rounds,
    () => run(origin),
    () => run(bare.origin),
  );
}
