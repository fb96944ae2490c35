import { setFlagsFromString } from "node:v8";
import { runInNewContext } from "node:vm";
import fc from "fast-check";
import { beforeAll, expect, test } from "vitest";
import { useApp } from "../../support/app.ts";
import { API_NAMES, type ApiName } from "../../support/documented.ts";
import { envelopeFault, openGround, type ProvingGround } from "../../support/proving-ground.ts";
import { type RandomCall, randomCalls } from "./random-calls.ts";

const running = useApp();

const BODIES = Number(process.env["RANDOM_BODIES"] ?? 100_000);
const AT_ONCE = 50;
const MIB = 1024 * 1024;

const BUSINESS = [0, 40010, 40011, 40012, 40013, 40014, 40020, 40021, 40022, 40300, 40400, 40900];

/** The published codes that a write can be answered with, by HTTP status. */
const CODES: Readonly<Record<ApiName, Readonly<Record<number, readonly number[]>>>> = {
  links: { 200: BUSINESS, 400: [40000] },
  admin: { 200: BUSINESS, 400: [40000] },
  audience: {
    200: [0, 40007, 55004, 55101, 55102, 55103, 55105, 55106, 55107, 55108],
    400: [55004],
  },
};

let grounds: readonly ProvingGround[];
beforeAll(async () => {
  const { app } = running;
  grounds = await Promise.all(API_NAMES.map((api) => openGround(app, api)));
});

const collectGarbage = (() => {
  setFlagsFromString("--expose-gc");
  return runInNewContext("gc") as () => void;
})();

function heapInUse(): number {
  collectGarbage();
  return process.memoryUsage().heapUsed;
}

interface Tally {
  sent: number;
  taken: Map<string, number>;
}

async function sendAndCheck({ ground, route, body }: RandomCall, tally: Tally): Promise<void> {
  const answer = await ground.send(route.method, route.path, {
    body,
    headers: { "content-type": "application/json" },
  });
  const { code } = (answer.body ?? {}) as { code: number };
  expect(envelopeFault(ground.api, answer)).toBeNull();
  expect(CODES[ground.api][answer.status]).toContain(code);
  tally.sent++;
  if (code !== 0) return;
  const call = `${route.method} ${route.path}`;
  tally.taken.set(call, (tally.taken.get(call) ?? 0) + 1);
}

test(
  `${BODIES} random bodies get an envelope each`,
  async () => {
    const tally: Tally = { sent: 0, taken: new Map() };
    const batches = fc.array(randomCalls(grounds), {
      minLength: AT_ONCE,
      maxLength: AT_ONCE,
      size: "max",
    });
    const early = { sent: Math.min(10_000, BODIES / 4), heap: 0 };
    await fc.assert(
      fc.asyncProperty(batches, async (calls) => {
        if (early.heap === 0 && tally.sent >= early.sent) early.heap = heapInUse();
        await Promise.all(calls.map((call) => sendAndCheck(call, tally)));
      }),
      { numRuns: Math.ceil(BODIES / AT_ONCE) },
    );
    expect(tally.sent).toBeGreaterThanOrEqual(BODIES);
    // Some of every call's bodies are good, or the random ones would never come past the reading.
    const writes = grounds.flatMap(({ routes }) => routes.filter(({ body }) => body !== null));
    expect([...tally.taken.keys()].sort()).toEqual(
      writes.map(({ method, path }) => `${method} ${path}`).sort(),
    );
    expect(heapInUse() - early.heap).toBeLessThan(64 * MIB);
  },
  30 * 60_000,
);
