import { readFile } from "node:fs/promises";
import { type Figure, perSecond } from "../figure.ts";
import { type Load, load, middle } from "../load.ts";
import type { Scale } from "../scale.ts";
import { type BenchServer, startBare } from "../servers.ts";
import { visitAll } from "../visit.ts";

/** Redirects over links that the node knows, against a bare server with a Map, runs taking turns. */
export async function redirects(
  server: BenchServer,
  pathsFile: string,
  scale: Scale,
): Promise<Figure> {
  await using bare = await startBare("redirects", pathsFile);
  const run = (origin: string, seconds: number): Promise<Load> =>
    load({ url: origin, file: pathsFile, seconds, connections: 64 });
  const paths = (await readFile(pathsFile, "utf8")).split("\n");
  await visitAll(server.origin, paths);
  // Until both servers are compiled.
  await run(server.origin, scale.seconds * 2);
  await run(bare.origin, scale.seconds);
  const ours: Load[] = [];
  const limit: Load[] = [];
  for (let round = 0; round < scale.rounds; round += 1) {
    ours.push(await run(server.origin, scale.seconds));
    limit.push(await run(bare.origin, scale.seconds));
  }
  refuseErrors([...ours, ...limit]);
  const [mine, theirs] = [middle(ours), middle(limit)];
  return {
    name: `redirects over ${scale.links.toLocaleString("en")} links, 64 connections / bare node:http from a Map`,
    ours: perSecond(mine),
    limit: perSecond(theirs),
    ratio: mine.perSecond / theirs.perSecond,
    bar: { atLeast: 0.9 },
  };
}

/** A figure with failed requests in it is none. */
export function refuseErrors(loads: readonly Load[]): void {
  const errors = loads.reduce((sum, each) => sum + each.errors, 0);
  if (errors > 0) throw new Error(`${errors} requests of the load failed`);
}
