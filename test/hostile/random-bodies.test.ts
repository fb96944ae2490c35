import { setFlagsFromString } from "node:v8";
import { runInNewContext } from "node:vm";
import fc from "fast-check";
import { expect, test } from "vitest";
import { useApp } from "../support/app.ts";
import { API_NAMES, type ApiName } from "../support/documented.ts";
import { envelopeFault, openGround } from "../support/proving-ground.ts";
import { type RandomCall, randomCall } from "./random-calls.ts";

const running = useApp();

/** Over all APIs together. */
const ALL_BODIES = Number(process.env["RANDOM_BODIES"] ?? 100_000);
const BODIES = Math.ceil(ALL_BODIES / API_NAMES.length);
const AT_ONCE = 50;
const MIB = 1024 * 1024;

const BUSINESS = [0, 40010, 40011, 40012, 40013, 40014, 40020, 40021, 40022, 40300, 40400, 40900];

/** The published codes that a write can be answered with, by HTTP status. */
const CODES: Readonly<Record<ApiName, Readonly<Record<number, readonly number[]>>>> = {
  links: { 200: BUSINESS, 400: [40000] },
  workspace: { 200: [...BUSINESS, 40015, 40110], 400: [40000], 403: [40310], 429: [42900] },
  admin: { 200: BUSINESS, 400: [40000] },
  audience: {
    200: [0, 40007, 55004, 55101, 55102, 55103, 55105, 55106, 55107, 55108],
    400: [55004],
  },
};

const collectGarbage = (() => {
  setFlagsFromString("--expose-gc");
  return runInNewContext("gc") as () => void;
})();

function heapInUse(): number {
  collectGarbage();
  return process.memoryUsage().heapUsed;
}

/** How many were sent, and the calls that took one. */
interface Tally {
  sent: number;
  readonly taken: Set<string>;
}

async function sendAndCheck(random: RandomCall, tally: Tally): Promise<void> {
  const { ground, route, body } = random;
  const answer = await ground.send(route.method, route.path, {
    body,
    headers: { "content-type": "application/json" },
  });
  const { code } = (answer.body ?? {}) as { code: number };
  const fault = envelopeFault(ground.api, answer);
  if (fault !== null || CODES[ground.api][answer.status]?.includes(code) !== true) {
    throw new Error(`${fault ?? ""} ${answer.status} ${JSON.stringify(answer.body)}: ${random}`);
  }
  tally.sent++;
  if (code === 0) tally.taken.add(`${route.method} ${route.path}`);
}

/** Each on a ground of its own, the admin API last: its calls may change any workspace. */
test.for(API_NAMES)(
  `${BODIES} random bodies for the %s API get an envelope each`,
  { timeout: 30 * 60_000 },
  async (api) => {
    const ground = await openGround(running.app, api);
    const tally: Tally = { sent: 0, taken: new Set() };
    const batch = { minLength: AT_ONCE, maxLength: AT_ONCE };
    let earlyHeap = 0;
    await fc.assert(
      fc.asyncProperty(fc.array(randomCall(ground), batch), async (calls) => {
        if (earlyHeap === 0 && tally.sent >= BODIES / 5) earlyHeap = heapInUse();
        await Promise.all(calls.map((call) => sendAndCheck(call, tally)));
      }),
      { numRuns: Math.ceil(BODIES / AT_ONCE) },
    );
    expect(tally.sent).toBeGreaterThanOrEqual(BODIES);
    // Some of every call's bodies are good, or the random ones would never come past the reading.
    const writes = ground.routes.filter(({ body, sampled }) => body !== null && sampled);
    expect([...tally.taken]).toEqual(
      expect.arrayContaining(writes.map(({ method, path }) => `${method} ${path}`)),
    );
    expect(heapInUse() - earlyHeap).toBeLessThan(64 * MIB);
  },
);
