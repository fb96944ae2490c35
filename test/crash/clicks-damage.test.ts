import { mkdir, readdir, readFile, rename, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { expect, test, vi } from "vitest";
import { makeClickPlace, readClicks } from "../support/click-place.ts";
import { startServer } from "../support/server-process.ts";
import { openStoreWay } from "../support/store-way.ts";
import { BELIEVED, startVisits, type VisitLoad } from "../support/visit-load.ts";
import { expectExact, makeVisited, readMetric, untilCounted } from "../support/visited-server.ts";

const VISITS = 40;
const HOUR_MS = 3_600_000;

/** The clock of the process is ahead by so much at its start, and an hour behind that after SIGUSR2. */
function clockOf(aheadMs: number): Record<string, string> {
  const code = `
    const Real = Date;
    let ahead = ${aheadMs};
    process.on("SIGUSR2", () => { ahead -= ${HOUR_MS}; });
    globalThis.Date = class extends Real {
      constructor(...given) { given.length === 0 ? super(Real.now() + ahead) : super(...given); }
      static now() { return Real.now() + ahead; }
    };`;
  return { NODE_OPTIONS: `--import=data:text/javascript,${encodeURIComponent(code)}` };
}

test("a journal with a broken byte and a torn end loses that visit alone, and says so", async () => {
  await using place = await makeClickPlace("postgres");
  await using way = await openStoreWay(place.databaseUrl ?? "");
  const { dataDir } = place;
  const options = { dataDir, databaseUrl: way.url, env: BELIEVED };
  const first = await startServer(options);
  const { workspaceIdx, paths } = await makeVisited(first);
  const visit = (origin: string, most: number): VisitLoad =>
    startVisits({ origin, paths, most, connections: 1 });
  const known = visit(first.origin, paths.length);
  await known.ended;
  await untilCounted(first);
  way.cut();
  const waiting = visit(first.origin, VISITS);
  await waiting.ended;
  await first.crash();

  const files = await readdir(join(dataDir, "journal"));
  const [name = ""] = files.filter((each) => each.endsWith(".journal"));
  const file = join(dataDir, "journal", name);
  const bytes = await readFile(file);
  const [broken = 0] = [...waiting.answered].slice(VISITS / 2);
  const at = bytes.indexOf(`utm_source=${broken}`, 0, "latin1");
  bytes[at] = 0;
  await writeFile(file, Buffer.concat([bytes, bytes.subarray(0, 100)]));

  await way.mend();
  await using second = await startServer(options);
  await untilCounted(second);
  const after = visit(second.origin, VISITS);
  await after.ended;
  await untilCounted(second);
  const kept = new Set(waiting.answered);
  kept.delete(broken);
  const told = [known, { answered: kept, underWay: new Set<number>() }, after];
  expectExact(await readClicks(place, workspaceIdx), told);
  expect(after.answered.size).toBe(VISITS);
  const said = second
    .output()
    .split("\n")
    .filter((line) => line.includes("is unreadable"));
  expect(said).toHaveLength(1);
  expect(said[0]).toContain('"code":"corrupt"');
});

test("a clock that is set back an hour under visits loses and doubles none", async () => {
  await using place = await makeClickPlace("postgres");
  const env = { ...BELIEVED, ...clockOf(0) };
  const server = await startServer({ ...place, env });
  const { workspaceIdx, paths } = await makeVisited(server);
  const load = startVisits({ origin: server.origin, paths, pauseMs: 5 });
  await vi.waitUntil(() => load.answered.size > 100, { timeout: 10_000 });
  server.child.kill("SIGUSR2");
  const before = load.answered.size;
  await vi.waitUntil(() => load.answered.size > before + 100, { timeout: 10_000 });
  await server.crash();
  await load.ended;
  await using next = await startServer({ ...place, env: BELIEVED });
  const after = startVisits({ origin: next.origin, paths, most: VISITS });
  await after.ended;
  await untilCounted(next);
  expect(await readMetric(next, "simpul_clicks_left_out_total")).toBe(0);
  expectExact(await readClicks(place, workspaceIdx), [load, after]);
});

test("a data directory that was moved starts, though its clock was ahead before", async () => {
  await using place = await makeClickPlace("postgres");
  const first = await startServer({ ...place, env: { ...BELIEVED, ...clockOf(HOUR_MS) } });
  const { workspaceIdx, paths } = await makeVisited(first);
  const load = startVisits({ origin: first.origin, paths, most: VISITS });
  await load.ended;
  await first.crash();
  const dataDir = join(place.dataDir, "moved");
  await mkdir(dataDir);
  await rename(join(place.dataDir, "journal"), join(dataDir, "journal"));
  await using second = await startServer({ ...place, dataDir, env: BELIEVED });
  await untilCounted(second);
  expectExact(await readClicks(place, workspaceIdx), [load]);
});
