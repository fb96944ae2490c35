/**
 * `npm run bench`: every figure as a ratio to its limit, both measured in this run on this machine.
 * `-- --smoke` takes a minute and proves that each figure can be taken, not what it is.
 */
import { mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { cpus, tmpdir, totalmem } from "node:os";
import { join } from "node:path";
import { makeClient } from "./client.ts";
import { type Figure, holds, renderTable } from "./figure.ts";
import { atRest } from "./figures/at-rest.ts";
import { coldVisit } from "./figures/cold-visit.ts";
import { groupUpdate } from "./figures/group-update.ts";
import { propertySet } from "./figures/property-set.ts";
import { redirects } from "./figures/redirects.ts";
import { multiplyLinks } from "./multiply-links.ts";
import { FULL, SMOKE } from "./scale.ts";
import { startSimpul } from "./servers.ts";

const smoke = process.argv.includes("--smoke");
const scale = smoke ? SMOKE : FULL;
const say = (text: string): void => void process.stdout.write(`${text}\n`);

const folder = await mkdtemp(join(tmpdir(), "simpul-bench-"));
const stores = { few: join(folder, "few"), many: join(folder, "many"), work: join(folder, "work") };
for (const store of Object.values(stores)) await mkdir(store, { mode: 0o700 });

async function fill(dataDir: string, count: number): Promise<string[]> {
  {
    await using server = await startSimpul(dataDir);
    const client = await makeClient(server.origin);
    await client.createLinks("cold-", 1);
  }
  return multiplyLinks(dataDir, count);
}

try {
  const figures: Figure[] = [];
  const take = async (figure: Promise<Figure>): Promise<void> => {
    const taken = await figure;
    figures.push(taken);
    say(`${taken.name}: ${taken.ratio.toFixed(2)}`);
  };
  say(
    `Simpul bench${smoke ? ", smoke" : ""}: ${new Date().toISOString()}, Node ${process.version}`,
  );
  say(`${cpus().length} × ${cpus()[0]?.model}, ${Math.round(totalmem() / 2 ** 30)} GiB\n`);
  let firstPath = "/";
  {
    await using server = await startSimpul(stores.work);
    const client = await makeClient(server.origin);
    const large = await client.createGroup("large");
    const small = await client.createGroup("small");
    const paths = await client.createLinks("bench-", scale.links, large);
    await client.createLinks("small-", 10, small);
    firstPath = paths[0] ?? "/";
    const pathsFile = join(folder, "paths.txt");
    await writeFile(pathsFile, paths.join("\n"));
    await take(groupUpdate(client, { large, small }, scale));
    await take(redirects(server, pathsFile, scale));
    await take(propertySet(server, client, folder, scale));
  }
  const rest = await atRest(stores.work, firstPath);
  const paths = {
    many: await fill(stores.many, scale.storedLinks),
    few: await fill(stores.few, 1_000),
  };
  await take(coldVisit(stores, paths, scale));
  say(`\n${renderTable(figures)}\n`);
  say(`Resident memory at rest, embedded store: ${rest.residentMb.toFixed(0)} MB`);
  say(
    `Start on an existing data directory to the first answered visit: ${rest.firstVisitMs.toFixed(0)} ms`,
  );
  const missed = figures.filter((figure) => !holds(figure));
  if (missed.length > 0 && !smoke) process.exitCode = 1;
} finally {
  await rm(folder, { recursive: true, force: true });
}
