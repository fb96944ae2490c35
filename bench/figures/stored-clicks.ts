import { type Bench, type FigureMaker, withNewStore } from "../bench.ts";
import { type BenchClient, linkName, makeClient } from "../client.ts";
import { count, type Figure, spread, timed } from "../figure.ts";
import { fillClicks } from "../fill-clicks.ts";
import { startSimpul } from "../servers.ts";

const DAY_MS = 86_400_000;
const MONTH_DAYS = 31;
const WARM_UP_CALLS = 20;
const OF_LINK_MS = 20;
const OF_WORKSPACE_MS = 100;
const DIMENSIONS = ["country", "device", "browser", "os", "referrer", "language", "utm_source"];

/** Figures of a month where there are the clicks of a year, over HTTP. */
export const storedClicks: FigureMaker = {
  name: "figures of a year's clicks",
  async take(bench) {
    const { storedClicks: clicks, storedDays: days, clickedLinks, calls } = bench.scale;
    // By whole days: a month that is asked for ends with the last one, at whatever hour the bench runs.
    const startMs = (Math.floor(Date.now() / DAY_MS) - days) * DAY_MS;
    const { dataDir, keys, paths } = await withNewStore(bench, async (client, store) => ({
      ...store,
      paths: await client.createLinks("year-", clickedLinks),
    }));
    await fillClicks({ dataDir, clicks, startMs, days });
    await using server = await startSimpul({ dataDir });
    const client = makeClient(server.origin, keys);
    const monthFrom = (day: number) => monthOf(startMs + day * DAY_MS);
    const lastStart = days - MONTH_DAYS;

    const ofLink = await timeCalls(calls, (nth) => {
      const place = (nth * 37) % paths.length;
      // The month in which it was clicked most.
      const day = Math.min((days * place) / paths.length, lastStart);
      const asked = { ...linkName(paths[place] ?? "/"), ...monthFrom(day) };
      return readSome(client, "clicks-by-date", asked);
    });
    const ofWorkspace = await timeCalls(calls, (nth) => {
      const dimension = DIMENSIONS[nth % DIMENSIONS.length] ?? "";
      return readSome(client, "clicks-by-dimension", {
        dimension,
        ...monthFrom((nth * 11) % lastStart),
      });
    });
    const stored = storedText(bench);
    return [
      within(`clicks-by-date of one link over a month, ${stored}`, ofLink, OF_LINK_MS),
      within(
        `clicks-by-dimension of the workspace over a month, ${stored}`,
        ofWorkspace,
        OF_WORKSPACE_MS,
      ),
    ];
  },
};

function storedText({ scale }: Bench): string {
  const { storedClicks: clicks, clickedLinks, storedDays } = scale;
  return `${count(clicks)} clicks on ${count(clickedLinks)} links over ${storedDays} days: p95`;
}

function monthOf(startMs: number): { readonly startYmd: string; readonly endYmd: string } {
  const day = (ms: number) => new Date(ms).toISOString().slice(0, 10);
  return { startYmd: day(startMs), endYmd: day(startMs + (MONTH_DAYS - 1) * DAY_MS) };
}

/** An answer without a click in it was not what was to be measured. */
async function readSome(
  client: BenchClient,
  name: string,
  asked: Readonly<Record<string, string>>,
): Promise<void> {
  const rows = await client.readFigures<{ acesCnt: number }[]>(name, asked);
  if (!rows.some(({ acesCnt }) => acesCnt > 0)) {
    throw new Error(`no clicks in ${name} of ${JSON.stringify(asked)}`);
  }
}

async function timeCalls(calls: number, call: (nth: number) => Promise<void>): Promise<number[]> {
  const times: number[] = [];
  for (let nth = 0; nth < WARM_UP_CALLS; nth += 1) await call(nth);
  for (let nth = 0; nth < calls; nth += 1) times.push(await timed(() => call(nth)));
  return times;
}

function within(name: string, times: readonly number[], limitMs: number): Figure {
  const { p95, text } = spread(times);
  return {
    name: `${name} / ${limitMs} ms`,
    ours: text,
    held: { limit: `${limitMs} ms`, ratio: p95 / limitMs, bar: { atMost: 1 } },
  };
}
