import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import type { BenchClient } from "../client.ts";
import { type Figure, perSecond } from "../figure.ts";
import { type Load, load, middle } from "../load.ts";
import type { Scale } from "../scale.ts";
import { type BenchServer, startBare } from "../servers.ts";
import { refuseErrors } from "./redirects.ts";

const USERS = 1_000;
const BODIES = 10_000;

/** `set` of three values, each call changing all of them, so that each leaves its history. */
export async function propertySet(
  server: BenchServer,
  client: BenchClient,
  folder: string,
  scale: Scale,
): Promise<Figure> {
  const euids = await client.registerUsers(USERS);
  const bodies = Array.from({ length: BODIES }, (_, index) =>
    JSON.stringify({
      euid: euids[(index * 7) % USERS],
      type: "set",
      properties: {
        user_number_once: index + 0.25,
        user_string_once: `value ${index}`,
        user_datetime_once: `2023-12-12 00:${String(index % 60).padStart(2, "0")}:23`,
      },
    }),
  );
  const file = join(folder, "bodies.txt");
  await writeFile(file, bodies.join("\n"));
  await using bare = await startBare("envelope");
  const run = (origin: string): Promise<Load> =>
    load({
      url: `${origin}/v1/user/property`,
      file,
      authorization: client.basic,
      seconds: scale.seconds,
      connections: 64,
    });
  await run(server.origin);
  await run(bare.origin);
  const ours: Load[] = [];
  const limit: Load[] = [];
  for (let round = 0; round < scale.rounds; round += 1) {
    ours.push(await run(server.origin));
    limit.push(await run(bare.origin));
  }
  refuseErrors([...ours, ...limit]);
  const [mine, theirs] = [middle(ours), middle(limit)];
  return {
    name: "property set of three values with history, 64 connections, embedded / bare node:http that parses and answers",
    ours: perSecond(mine),
    limit: perSecond(theirs),
    ratio: mine.perSecond / theirs.perSecond,
    bar: { atLeast: 0.2 },
  };
}
