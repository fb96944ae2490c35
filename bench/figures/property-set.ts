import type { FigureMaker } from "../bench.ts";
import { makeClient } from "../client.ts";
import { perSecond } from "../figure.ts";
import { type Load, load, middle, takeTurns } from "../load.ts";
import { startBare, startSimpul } from "../servers.ts";

const USERS = 1_000;
const BODIES = 10_000;

/** `set` of three values, each call changing all of them, so that each leaves its history. */
export const propertySet: FigureMaker = {
  name: "property set",
  async take(bench) {
    const { seconds, rounds } = bench.scale;
    await using store = await bench.copyManyLinks();
    await using server = await startSimpul(store);
    const euids = await makeClient(server.origin, store.keys).registerUsers(USERS);
    const file = await bench.writeLines(bodiesOf(euids));
    await using bare = await startBare("envelope");
    const run = (origin: string): Promise<Load> =>
      load({
        url: `${origin}/v1/user/property`,
        file,
        authorization: store.keys.basic,
        seconds,
        connections: 64,
      });
    await run(server.origin);
    await run(bare.origin);
    const runs = await takeTurns(
      rounds,
      () => run(server.origin),
      () => run(bare.origin),
    );
    const [ours, limit] = [middle(runs.ours), middle(runs.limit)];
    return [
      {
        name: "property set of three values with history, 64 connections, embedded / bare node:http that parses and answers",
        ours: perSecond(ours),
        held: {
          limit: perSecond(limit),
          ratio: ours.perSecond / limit.perSecond,
          bar: { atLeast: 0.2 },
        },
      },
    ];
  },
};

function bodiesOf(euids: readonly number[]): string[] {
  return Array.from({ length: BODIES }, (_, index) =>
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
}
