import { join } from "node:path";
import { setTimeout as pause } from "node:timers/promises";
import { openBareLog } from "../bare-log.ts";
import type { FigureMaker } from "../bench.ts";
import { makeClient, makeKeys } from "../client.ts";
import { count, type Spread, spread } from "../figure.ts";
import { throughput } from "../load.ts";
import { startPace } from "../pace.ts";
import { PROPERTY_PATH, racePropertyCalls } from "../race-property-calls.ts";
import { encodeRequest, makeRawClient, type RawClient } from "../raw-client.ts";
import { startSimpul } from "../servers.ts";
import { singleWriteBodies, WRITTEN_USERS } from "../single-write-bodies.ts";

const CONNECTIONS = 64;
const PROMISED_MS = 50;
const WARM_PER_SECOND = 500;

/** Calls of one value, half of them `set` and half `increase`: all that come, and half as many. */
export const singleWrites: FigureMaker = {
  name: "single property writes",
  async take(bench) {
    const { seconds } = bench.scale;
    const dataDir = await bench.makeDataDir();
    await using server = await startSimpul({ dataDir });
    const { origin } = server;
    const keys = await makeKeys(origin);
    const bodies = singleWriteBodies(await makeClient(origin, keys).registerUsers(WRITTEN_USERS));
    const file = await bench.writeLines(bodies);
    const authorization = keys.basic;
    using client = makeRawClient(origin, CONNECTIONS);
    const headers = { authorization, "content-type": "application/json" };
    const requests = bodies.map((body) => encodeRequest(origin + PROPERTY_PATH, headers, body));
    await using log = await openBareLog(join(dataDir, "bare.log"));
    const nextOfOurs = inTurn(requests);
    const nextOfBare = inTurn(requests);
    // Its client is this process, which has to be quick by then as well.
    await timePaced({ perSecond: WARM_PER_SECOND, seconds }, () => change(client, nextOfOurs()));
    const rates: number[] = [];
    const ours: number[][] = [];
    const bare: number[][] = [];
    const turns = await racePropertyCalls(bench, {
      origin,
      authorization,
      file,
      // What is half of the top changes with what else the machine's host does, from round to round.
      after: async (run) => {
        const pace = { perSecond: run.perSecond / 2, seconds };
        rates.push(pace.perSecond);
        ours.push(await timePaced(pace, () => change(client, nextOfOurs())));
        bare.push(await timePaced(pace, () => log.append(nextOfBare())));
      },
    });
    const { p99, text } = middleRound(ours);
    const disk = middleRound(bare);
    const worst = Math.max(...ours.map((times) => spread(times).p99));
    return [
      throughput(
        "set or increase of one value with history, 64 connections, embedded / bare node:http that parses and answers",
        turns,
        0.3,
      ),
      {
        name: `the same at half of the rate just taken, from when each was due: p99 of the middle round / ${PROMISED_MS} ms`,
        ours: `${text}; in the worst of ${ours.length} rounds p99 ${worst.toFixed(2)} ms; at ${count(Math.min(...rates))} to ${count(Math.max(...rates))}/s`,
        held: { limit: `${PROMISED_MS} ms`, ratio: p99 / PROMISED_MS, bar: { atMost: 1 } },
      },
      {
        name: "p99 of the same / of a bare file that is told the same at the same rate, synced as often as it can be",
        ours: text,
        held: { limit: disk.text, ratio: p99 / disk.p99, bar: null },
      },
    ];
  },
};

/** Goes on where it was, round after round: a value set twice running would leave no history. */
function inTurn(requests: readonly Buffer[]): () => Buffer {
  let taken = 0;
  return () => requests[taken++ % requests.length] as Buffer;
}

/** By p99, as throughput is the middle turn's: a round in which the host is busy is not all there is. */
function middleRound(rounds: readonly number[][]): Spread {
  const sorted = rounds.map(spread).toSorted((a, b) => a.p99 - b.p99);
  const round = sorted[Math.floor(sorted.length / 2)];
  if (round === undefined) throw new Error("no round to take the middle of");
  return round;
}

interface Pace {
  readonly perSecond: number;
  readonly seconds: number;
}

/** From when each was due, in milliseconds. */
async function timePaced(
  { perSecond, seconds }: Pace,
  write: () => Promise<void>,
): Promise<number[]> {
  const times: number[] = [];
  {
    await using _ = startPace(perSecond, async (dueMs) => {
      await write();
      times.push(performance.now() - dueMs);
    });
    await pause(seconds * 1_000);
  }
  return times;
}

/** Throws where the call was not taken. */
async function change(client: RawClient, request: Buffer): Promise<void> {
  const status = await client.ask(request);
  if (status !== 200) throw new Error(`a property call: ${status}`);
}
