import { setTimeout as pause } from "node:timers/promises";
import { describe, expect, test, vi } from "vitest";
import { makeClickPlace, readClicks } from "../support/click-place.ts";
import { type ServerProcess, startServer } from "../support/server-process.ts";
import { openStoreWay, type StoreWay } from "../support/store-way.ts";
import { setReadOnly } from "../support/template.ts";
import { BELIEVED, startVisits } from "../support/visit-load.ts";
import {
  expectExact,
  makeVisited,
  readMetric,
  untilCounted,
  type Visited,
} from "../support/visited-server.ts";

const AWAY_SECONDS = Number(process.env["OUTAGE_SECONDS"] ?? 5);
const CUTS = 8;

interface Site {
  readonly server: ServerProcess;
  readonly way: StoreWay;
  readonly visited: Visited;
  /** Of the workspace, once all that was answered is counted. */
  readonly readCounted: () => ReturnType<typeof readClicks>;
  readonly databaseUrl: string;
}

/** Runs `meanwhile` beside a server that knows its links and reaches its store by a way. */
async function onTheWay(
  env: Readonly<Record<string, string>>,
  meanwhile: (site: Site) => Promise<void>,
): Promise<void> {
  await using place = await makeClickPlace("postgres");
  const databaseUrl = place.databaseUrl ?? "";
  await using way = await openStoreWay(databaseUrl);
  await using server = await startServer({
    dataDir: place.dataDir,
    databaseUrl: way.url,
    env: { ...BELIEVED, ...env },
  });
  // It answers a little earlier, and a start does not outlive its store.
  await vi.waitUntil(() => server.output().includes("Simpul serves"), { timeout: 10_000 });
  const visited = await makeVisited(server);
  for (const path of visited.paths) {
    // A bot makes a link known and is no click.
    const headers = { "user-agent": "Googlebot/2.1", host: "localhost:8080" };
    await fetch(`${server.origin}${path}`, { headers, redirect: "manual" });
  }
  const readCounted = async () => {
    await untilCounted(server, 120_000);
    return readClicks(place, visited.workspaceIdx);
  };
  await meanwhile({ server, way, visited, readCounted, databaseUrl });
}

interface Readiness {
  readonly status: number;
  readonly reason?: string;
  readonly troubles?: readonly string[];
}

async function readiness({ origin }: ServerProcess): Promise<Readiness> {
  const answer = await fetch(`${origin}/readyz`);
  return { ...((await answer.json()) as object), status: answer.status };
}

test(`while PostgreSQL is away for ${AWAY_SECONDS} s visits go on, and each counts once after it`, () =>
  onTheWay({}, async ({ server, way, visited, readCounted }) => {
    const { origin } = server;
    const load = startVisits({ origin, paths: visited.paths, connections: 8, pauseMs: 5 });
    await pause(500);
    way.cut();
    const before = load.answered.size;
    await vi.waitUntil(async () => (await readiness(server)).status === 503, { timeout: 5_000 });
    await pause(AWAY_SECONDS * 1_000);
    const away = await readiness(server);
    expect(away).toMatchObject({ status: 503, reason: "the store is away" });
    expect(away.troubles).toEqual([
      "the store is away or takes no writes; clicks wait in the journal",
    ]);
    expect(load.answered.size).toBeGreaterThan(before);
    await way.mend();
    await vi.waitUntil(async () => (await readiness(server)).status === 200, { timeout: 15_000 });
    await pause(500);
    await load.stop();
    // Each loss makes what is known stale, and the store may be gone again when it is asked.
    expect(load.others.filter((status) => status !== 503)).toEqual([]);
    expect([...load.underWay]).toEqual([]);
    expectExact(await readCounted(), [load]);
    expect(await readiness(server)).toEqual({ status: 200 });
  }));

test("connections that are lost around a commit, again and again, double and lose no click", () =>
  onTheWay({}, async ({ server, way, visited, readCounted }) => {
    const load = startVisits({ origin: server.origin, paths: visited.paths, pauseMs: 10 });
    for (let cut = 0; cut < CUTS; cut += 1) {
      let silent = false;
      // The store commits, and nobody hears that it did.
      way.hear = (_connection, sent) => {
        if (sent.includes("commit")) {
          way.mute();
          silent = true;
        }
        return true;
      };
      await vi.waitUntil(() => silent, { timeout: 15_000 });
      await pause(50);
      way.hear = () => true;
      way.cut();
      await way.mend();
    }
    await load.stop();
    // Each loss makes what is known stale, and the store may be gone again when it is asked.
    expect(load.others.filter((status) => status !== 503)).toEqual([]);
    expect([...load.underWay]).toEqual([]);
    expectExact(await readCounted(), [load]);
    expect(await readiness(server)).toEqual({ status: 200 });
  }));

test("clicks wait for a store that takes no writes, and none is left out", () =>
  onTheWay({}, async ({ server, way, visited, readCounted, databaseUrl }) => {
    const first = startVisits({ origin: server.origin, paths: visited.paths, most: 5 });
    await first.ended;
    await readCounted();
    // It holds for new connections.
    await setReadOnly(databaseUrl, true);
    way.cut();
    await way.mend();
    const load = startVisits({ origin: server.origin, paths: visited.paths, most: 50 });
    await load.ended;
    const trouble = "the store is away or takes no writes; clicks wait in the journal";
    const isTold = async () => (await readiness(server)).troubles?.includes(trouble) ?? false;
    await vi.waitUntil(isTold, { timeout: 15_000 });
    await setReadOnly(databaseUrl, false);
    way.cut();
    await way.mend();
    const stored = await readCounted();
    expect(await readMetric(server, "simpul_clicks_left_out_total")).toBe(0);
    expectExact(stored, [first, load]);
  }));

describe("a journal that is full", () => {
  test("goes on answering, tells, and counts exactly what it kept", () =>
    onTheWay({ SIMPUL_JOURNAL_MB: "1" }, async ({ server, way, visited, readCounted }) => {
      const { origin } = server;
      const headers = () => ({ Referer: `https://example.com/${"r".repeat(180)}` });
      const visit = (most: number) => startVisits({ origin, paths: visited.paths, headers, most });
      way.cut();
      const first = visit(1_000);
      await first.ended;
      expect(await readMetric(server, "simpul_clicks_lost_total")).toBe(0);
      const second = visit(4_000);
      await second.ended;
      const lost = await readMetric(server, "simpul_clicks_lost_total");
      expect(lost).toBeGreaterThan(0);
      expect((await readiness(server)).troubles).toContain(
        `the journal is full: ${lost} clicks could not be kept`,
      );
      await way.mend();
      const stored = await readCounted();
      const third = visit(100);
      await third.ended;
      const all = await readCounted();
      expect([first, second, third].map(({ others }) => others)).toEqual([[], [], []]);
      expect(first.answered.size + second.answered.size - lost).toBe(stored.ledger);
      const kept = new Set(stored.visits);
      expect([...first.answered].filter((number) => !kept.has(number))).toEqual([]);
      const answered = [...second.answered].filter((number) => kept.has(number));
      expectExact(all, [first, third, { answered: new Set(answered), underWay: new Set() }]);
      expect(await readMetric(server, "simpul_clicks_lost_total")).toBe(lost);
      const said = (text: string) => server.output().split(text).length - 1;
      expect(said('"msg":"the click journal is full')).toBe(1);
      expect(said('"msg":"the click journal has room again"')).toBe(1);
    }));
});
