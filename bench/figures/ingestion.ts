import { join } from "node:path";
import { createDatabase, dropDatabase } from "../../test/support/template.ts";
import type { Bench, FigureMaker } from "../bench.ts";
import { type Counter, openCounter } from "../counter.ts";
import { count, type Figure, median, timed } from "../figure.ts";
import { makeVisits } from "../make-visits.ts";

/** As many as one batch of the journal holds: 64 KiB. */
const BATCH = 400;

/** What counting a visit costs beside storing its click, on the embedded store. */
export const ingestion: FigureMaker = {
  name: "ingestion, embedded",
  async take(bench) {
    const folder = join(await bench.makeDataDir(), "store");
    return [await measure(bench, { url: null, folder }, "embedded")];
  },
};

/** The same on PostgreSQL. */
export const ingestionOnServer: FigureMaker = {
  name: "ingestion, postgresql",
  async take(bench) {
    if (bench.serverUrl === null) {
      bench.say("ingestion, PostgreSQL: left out, TEST_DATABASE_URL names no server");
      return [];
    }
    const url = await createDatabase(bench.serverUrl);
    try {
      return [await measure(bench, { url, folder: "" }, "PostgreSQL")];
    } finally {
      await dropDatabase(url);
    }
  },
};

async function measure(
  bench: Bench,
  place: { readonly url: string | null; readonly folder: string },
  kind: string,
): Promise<Figure> {
  const { ingestedVisits, clickedLinks } = bench.scale;
  await using counter = await openCounter(place);
  const rounds: Round[] = [];
  const warmUp = Math.ceil(ingestedVisits / 5);
  await takeRound(counter, warmUp, clickedLinks);
  for (let round = 0; round < bench.scale.rounds; round += 1) {
    rounds.push(await takeRound(counter, ingestedVisits, clickedLinks));
  }
  const pace = (part: keyof Round): number =>
    (ingestedVisits * 1_000) / median(rounds.map((took) => took[part]));
  const [ours, limit] = [pace("full"), pace("bare")];
  return {
    name: `ingestion with full bookkeeping and totals / bare insert … select from unnest of the same clicks, ${kind}, batches of ${BATCH}`,
    ours: `${count(ours)} clicks/s, until the totals ${count(pace("ingested"))}`,
    held: { limit: `${count(limit)} clicks/s`, ratio: ours / limit, bar: { atLeast: 0.25 } },
  };
}

/** Milliseconds that the same visits took. */
interface Round {
  readonly bare: number;
  readonly ingested: number;
  /** With the totals. */
  readonly full: number;
}

/** Visits counted with all that belongs to it, and stored as bare rows. */
async function takeRound(counter: Counter, visits: number, links: number): Promise<Round> {
  const made = makeVisits({ workspaceId: counter.workspaceId, visits, links });
  const batches = Array.from({ length: Math.ceil(visits / BATCH) }, (_, nth) =>
    made.slice(nth * BATCH, (nth + 1) * BATCH),
  );
  const bare = await timed(async () => {
    for (const batch of batches) await counter.insertBare(batch);
  });
  const ingested = await timed(async () => {
    for (const batch of batches) await counter.ingest(batch);
  });
  const totalled = await timed(() => counter.total());
  return { bare, ingested, full: ingested + totalled };
}
