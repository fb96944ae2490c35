import { setTimeout as pause } from "node:timers/promises";
import type { FigureMaker } from "../bench.ts";
import { makeClient, makeKeys } from "../client.ts";
import { count, spread } from "../figure.ts";
import { middle, throughput } from "../load.ts";
import { startPace } from "../pace.ts";
import { PROPERTY_PATH, racePropertyCalls } from "../race-property-calls.ts";
import { encodeRequest, makeRawClient } from "../raw-client.ts";
import { startSimpul } from "../servers.ts";

const USERS = 1_000;
const BODIES = 10_000;
const CONNECTIONS = 64;
const PROMISED_MS = 50;

/** Calls of one value, half of them `set` and half `increase`: all that come, and half as many. */
export const singleWrites: FigureMaker = {
  name: "single property writes",
  async take(bench) {
    const { seconds, rounds } = bench.scale;
    await using server = await startSimpul({ dataDir: await bench.makeDataDir() });
    const { origin } = server;
    const keys = await makeKeys(origin);
    const bodies = bodiesOf(await makeClient(origin, keys).registerUsers(USERS));
    const file = await bench.writeLines(bodies);
    const authorization = keys.basic;
    const runs = await racePropertyCalls(bench, { origin, authorization, file });
    const perSecond = middle(runs.ours).perSecond / 2;
    const paced = { origin, authorization, bodies, perSecond };
    const { p99, text } = spread(await timePaced(paced, seconds * rounds));
    return [
      throughput(
        "set or increase of one value with history, 64 connections, embedded / bare node:http that parses and answers",
        runs,
        0.3,
      ),
      {
        name: `the same at half of that rate, from when each was due: p99 / ${PROMISED_MS} ms`,
        ours: `${text}, at ${count(perSecond)}/s`,
        held: { limit: `${PROMISED_MS} ms`, ratio: p99 / PROMISED_MS, bar: { atMost: 1 } },
      },
    ];
  },
};

/** Neither words nor sums stay as they were, so that each call leaves its history. */
function bodiesOf(euids: readonly number[]): string[] {
  return Array.from({ length: BODIES }, (_, index) => {
    // Each round of the users begins at another, so that all have calls of both kinds.
    const euid = euids[(index * 7 + Math.floor(index / USERS)) % USERS];
    return index % 2 === 0
      ? JSON.stringify({ euid, type: "set", properties: { user_string_once: `value ${index}` } })
      : JSON.stringify({ euid, type: "increase", properties: { user_number_once: 1 } });
  });
}

interface Paced {
  readonly origin: string;
  readonly authorization: string;
  readonly bodies: readonly string[];
  readonly perSecond: number;
}

async function timePaced(
  { origin, authorization, bodies, perSecond }: Paced,
  seconds: number,
): Promise<number[]> {
  using client = makeRawClient(origin, CONNECTIONS);
  const headers = { authorization, "content-type": "application/json" };
  const requests = bodies.map((body) => encodeRequest(origin + PROPERTY_PATH, headers, body));
  const times: number[] = [];
  let sent = 0;
  {
    await using _ = startPace(perSecond, async (dueMs) => {
      const request = requests[sent % requests.length] as Buffer;
      sent += 1;
      const status = await client.ask(request);
      if (status !== 200) throw new Error(`a property call: ${status}`);
      times.push(performance.now() - dueMs);
    });
    await pause(seconds * 1_000);
  }
  return times;
}
