import { type FigureMaker, withNewStore } from "../bench.ts";
import { count, spread, timed } from "../figure.ts";
import { fillClicks } from "../fill-clicks.ts";
import { startSimpul } from "../servers.ts";

const DAY_MS = 86_400_000;
const DAYS = 60;
const WARM_UP_CALLS = 20;
const PROMISED_MS = 100;
const PASSWORD = "kopi";

/** A month of the page that the owner of a busy link shares, over HTTP. */
export const sharedStatistics: FigureMaker = {
  name: "public statistics of a link",
  async take(bench) {
    const { sharedClicks: clicks, calls } = bench.scale;
    const { dataDir, path } = await withNewStore(bench, async (client, store) => {
      const [path = ""] = await client.createLinks("busy-", 1, { nonmemberSticsPwd: PASSWORD });
      return { ...store, path };
    });
    await fillClicks({ dataDir, clicks, startMs: Date.now() - DAYS * DAY_MS, days: DAYS });
    await using server = await startSimpul({ dataDir });
    const page = `${server.origin}${path}/stats`;
    const cookie = await enter(page);
    const read = async (): Promise<void> => {
      const answer = await fetch(page, { headers: { cookie } });
      const text = await answer.text();
      if (answer.status !== 200 || !text.includes("<table")) {
        throw new Error(`no statistics at ${page}: ${answer.status}`);
      }
    };
    for (let nth = 0; nth < WARM_UP_CALLS; nth += 1) await read();
    const times: number[] = [];
    for (let nth = 0; nth < calls; nth += 1) times.push(await timed(read));
    const { p95, text } = spread(times);
    return [
      {
        name: `public statistics page of a link with ${count(clicks)} clicks over ${DAYS} days: p95 / ${PROMISED_MS} ms`,
        ours: text,
        held: { limit: `${PROMISED_MS} ms`, ratio: p95 / PROMISED_MS, bar: { atMost: 1 } },
      },
    ];
  },
};

/** The cookie of whoever gave the password. */
async function enter(page: string): Promise<string> {
  const body = new URLSearchParams({ password: PASSWORD });
  const answer = await fetch(page, { method: "POST", body, redirect: "manual" });
  const [pair] = (answer.headers.get("set-cookie") ?? "").split(";", 1);
  if (answer.status !== 303 || !pair) throw new Error(`no entry at ${page}: ${answer.status}`);
  return pair;
}
