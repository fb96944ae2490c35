/**
 * `npm run bench:compare -- COMMIT`: this checkout against another commit, both running, in alternating
 * rounds of the same load. Prints the median of the rounds' ratios with its 95 % interval; a loss is
 * shown only where the whole interval lies below 1.
 * `--only WORD` chooses by name, `--rounds N` (10) and `--seconds N` (5) set how much is measured.
 */
import { mkdtemp, rm } from "node:fs/promises";
import { cpus, tmpdir } from "node:os";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { makeBench } from "./bench.ts";
import { checkOut } from "./checkout.ts";
import { COMPARISONS } from "./comparisons.ts";
import { count } from "./figure.ts";
import { type Load, refuseErrors } from "./load.ts";
import { medianInterval } from "./median-interval.ts";
import { FULL } from "./scale.ts";
import { THIS_CHECKOUT, whileStopped } from "./servers.ts";

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    only: { type: "string", default: "" },
    rounds: { type: "string", default: "10" },
    seconds: { type: "string", default: "5" },
  },
});
const [revision] = positionals;
const chosen = COMPARISONS.filter(({ name }) => name.includes(values.only));
if (revision === undefined || chosen.length === 0) {
  const names = COMPARISONS.map(({ name }) => name).join("; ");
  throw new Error(`usage: npm run bench:compare -- COMMIT [--only WORD of: ${names}]`);
}
const rounds = Number(values.rounds);
const seconds = Number(values.seconds);
const say = (text: string): void => void process.stdout.write(`${text}\n`);

const folder = await mkdtemp(join(tmpdir(), "simpul-compare-"));
try {
  await using before = await checkOut(revision, join(folder, "before"));
  say(`this checkout against ${before.commit.slice(0, 7)}, ${rounds} rounds of ${seconds} s`);
  say(`${cpus().length} × ${cpus()[0]?.model}, Node ${process.version}`);
  const bench = makeBench({ scale: FULL, serverUrl: null, say, folder });
  for (const { name, start } of chosen) {
    await using ours = await start(bench, THIS_CHECKOUT);
    await using theirs = await start(bench, before.url);
    // While one is measured the other stands still, with whatever it has left to do.
    const runOurs = () => whileStopped(theirs.server, () => ours.run(seconds));
    const runTheirs = () => whileStopped(ours.server, () => theirs.run(seconds));
    await runOurs();
    await runTheirs();
    const ratios: number[] = [];
    const loads: Load[][] = [[], []];
    for (let round = 0; round < rounds; round += 1) {
      // Each goes first in every other round.
      const first = round % 2 === 0 ? await runOurs() : undefined;
      const their = await runTheirs();
      const our = first ?? (await runOurs());
      refuseErrors([our, their]);
      ratios.push(our.perSecond / their.perSecond);
      loads[0]?.push(our);
      loads[1]?.push(their);
    }
    const [rateOfOurs, rateOfTheirs] = loads.map((runs) =>
      count(medianInterval(runs.map(({ perSecond }) => perSecond)).median),
    );
    const { median, low, high } = medianInterval(ratios);
    const shown = [median, low, high].map((ratio) => ratio.toFixed(3));
    say(
      `${name}: ${shown[0]} (${shown[1]} to ${shown[2]}), ${rateOfOurs} / ${rateOfTheirs} a second${high < 1 ? ": a loss" : ""}`,
    );
  }
} finally {
  await rm(folder, { recursive: true, force: true });
}
