/**
 * `npm run bench`: every figure as a ratio to its limit, both measured in this run on this machine.
 * `-- --smoke` takes about a minute and proves that figures can be taken, not what they are;
 * `-- --only WORD` takes those whose name holds one of the words with commas between.
 */
import { mkdtemp, rm } from "node:fs/promises";
import { cpus, tmpdir, totalmem } from "node:os";
import { join } from "node:path";
import { inspect, parseArgs } from "node:util";
import { type FigureMaker, makeBench } from "./bench.ts";
import { type Figure, holds, ratioOf, renderTable } from "./figure.ts";
import { atRest } from "./figures/at-rest.ts";
import { burst } from "./figures/burst.ts";
import { clickToTimeline } from "./figures/click-to-timeline.ts";
import { coldVisit } from "./figures/cold-visit.ts";
import { crowds } from "./figures/crowds.ts";
import { exactSum } from "./figures/exact-sum.ts";
import { firstScreen } from "./figures/first-screen.ts";
import { groupUpdate } from "./figures/group-update.ts";
import { ingestion, ingestionOnServer } from "./figures/ingestion.ts";
import { passwordFlood } from "./figures/password-flood.ts";
import { propertyBatch } from "./figures/property-batch.ts";
import { propertySet } from "./figures/property-set.ts";
import { qrFlood } from "./figures/qr-flood.ts";
import { redirectsBeside, redirectsHeld, redirectsUncounted } from "./figures/redirects.ts";
import { sharedStatistics } from "./figures/shared-statistics.ts";
import { singleWrites } from "./figures/single-writes.ts";
import { storedClicks } from "./figures/stored-clicks.ts";
import { userExport } from "./figures/user-export.ts";
import { visitToFigure } from "./figures/visit-to-figure.ts";
import { webhookEvents, webhookRedirects } from "./figures/webhooks.ts";
import { FULL, SMOKE } from "./scale.ts";
import { watchProcessors } from "./watch-processors.ts";

const MAKERS: readonly FigureMaker[] = [
  groupUpdate,
  redirectsUncounted,
  redirectsHeld,
  redirectsBeside,
  passwordFlood,
  qrFlood,
  propertySet,
  singleWrites,
  propertyBatch,
  exactSum,
  atRest,
  firstScreen,
  coldVisit,
  burst,
  ingestion,
  ingestionOnServer,
  visitToFigure,
  clickToTimeline,
  webhookEvents,
  webhookRedirects,
  storedClicks,
  sharedStatistics,
  crowds,
  userExport,
];

/** A smoke leaves these out: others go the same ways. */
const ALIKE: ReadonlySet<FigureMaker> = new Set([
  redirectsUncounted,
  redirectsBeside,
  passwordFlood,
  propertySet,
  coldVisit,
  visitToFigure,
  webhookRedirects,
]);

const { values } = parseArgs({
  options: { smoke: { type: "boolean", default: false }, only: { type: "string" } },
});
const { smoke, only = "" } = values;
const words = only.toLowerCase().split(",");
const asked = MAKERS.filter(({ name }) => words.some((word) => name.includes(word)));
const chosen = smoke && only === "" ? asked.filter((maker) => !ALIKE.has(maker)) : asked;
if (chosen.length === 0) {
  throw new Error(`--only takes words of: ${MAKERS.map(({ name }) => name).join("; ")}`);
}
const say = (text: string): void => void process.stdout.write(`${text}\n`);
say(`Simpul bench${smoke ? ", smoke" : ""}: ${new Date().toISOString()}, Node ${process.version}`);
say(`${cpus().length} × ${cpus()[0]?.model}, ${Math.round(totalmem() / 2 ** 30)} GiB\n`);

const folder = await mkdtemp(join(tmpdir(), "simpul-bench-"));
try {
  const serverUrl = process.env["TEST_DATABASE_URL"] || null;
  const bench = makeBench({ scale: smoke ? SMOKE : FULL, serverUrl, say, folder });
  const figures: Figure[] = [];
  for (const { name, take } of chosen) {
    const started = performance.now();
    const watch = watchProcessors();
    try {
      for (const figure of await take(bench)) {
        figures.push(figure);
        say(`${figure.name}: ${figure.held === null ? figure.ours : ratioOf(figure)}`);
      }
    } catch (error) {
      // Those that were taken, and those to come, are worth as much without it.
      say(`${name}: not taken: ${inspect(error)}`);
      process.exitCode = 1;
    }
    const seconds = ((performance.now() - started) / 1_000).toFixed(0);
    say(`  (${name}: ${seconds} s${watch.text()})`);
  }
  say(`\n${renderTable(figures)}`);
  if (!figures.every(holds) && !smoke) process.exitCode = 1;
} finally {
  await rm(folder, { recursive: true, force: true });
}
