import type { FigureMaker } from "../bench.ts";
import { makeClient } from "../client.ts";
import { throughput } from "../load.ts";
import { racePropertyCalls } from "../race-property-calls.ts";
import { startSimpul } from "../servers.ts";

const USERS = 1_000;
const BODIES = 10_000;

/** `set` of three values, each call changing all of them, so that each leaves its history. */
export const propertySet: FigureMaker = {
  name: "property set",
  async take(bench) {
    await using store = await bench.copyManyLinks();
    await using server = await startSimpul(store);
    const euids = await makeClient(server.origin, store.keys).registerUsers(USERS);
    const file = await bench.writeLines(bodiesOf(euids));
    const calls = { origin: server.origin, authorization: store.keys.basic, file };
    const name =
      "property set of three values with history, 64 connections, embedded / bare node:http that parses and answers";
    return [throughput(name, await racePropertyCalls(bench, calls), 0.2)];
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
