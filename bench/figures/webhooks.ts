import { setTimeout as pause } from "node:timers/promises";
import type { Bench, FigureMaker } from "../bench.ts";
import { makeClient, makeKeys, turnWebhookOn } from "../client.ts";
import { count, spread } from "../figure.ts";
import type { HookReport } from "../hook-receiver.ts";
import { type Load, load, takeTurns, throughput } from "../load.ts";
import { type BenchServer, startHookReceiver, startSimpul, whileStopped } from "../servers.ts";
import { startSteadyVisits } from "../steady-visits.ts";
import { visitAll } from "../visit.ts";

const PER_SECOND = 1_000;
const WITHIN_MS = 5_000;
const LAST_WITHIN_MS = 30_000;
const LOOK_MS = 50;

/** Every visit of somebody new, and every one of them told. */
export const webhookEvents: FigureMaker = {
  name: "webhook events of every click",
  async take(bench) {
    const { hookSeconds, clickedLinks } = bench.scale;
    await using receiver = await startHookReceiver();
    await using server = await startHooked(bench, receiver.origin);
    const paths = await server.createLinks("hook-", clickedLinks);
    // Of nobody who counts: from then on the node knows the links, however busy its store is.
    await visitAll(server.origin, paths);
    const visits = startSteadyVisits({ origin: server.origin, paths, perSecond: PER_SECOND });
    await pause(hookSeconds * 1_000);
    await visits[Symbol.asyncDispose]();
    const clicks = visits.answered();
    const report = await untilTold(receiver, clicks);
    const { events, requests, toldTwice, outOfOrder, delays } = report;
    const { p95, text } = spread(delays);
    return [
      {
        name: `webhook events delivered / clicks, each of which fires one, at ${count(PER_SECOND)}/s for ${hookSeconds} s, embedded`,
        ours: `${count(events)} in ${count(requests)} requests, ${toldTwice} told twice, ${outOfOrder} out of order`,
        held: { limit: count(clicks), ratio: events / clicks, bar: { atLeast: 1 } },
      },
      {
        name: "events of one click under two ids / none",
        ours: String(toldTwice),
        held: { limit: "0", ratio: toldTwice, bar: { atMost: 0 } },
      },
      {
        name: "click to its webhook event at the receiver: p95",
        ours: text,
        held: { limit: `${count(WITHIN_MS)} ms`, ratio: p95 / WITHIN_MS, bar: { atMost: 1 } },
      },
    ];
  },
};

/** Two servers under full load, one of which tells every click it counts; each rests in the other's turn. */
export const webhookRedirects: FigureMaker = {
  name: "redirects beside webhooks",
  async take(bench) {
    const { rounds, seconds, clickedLinks } = bench.scale;
    await using receiver = await startHookReceiver();
    await using telling = await startHooked(bench, receiver.origin);
    await using silent = await startHooked(bench, null);
    const file = await bench.writeLines(await telling.createLinks("hook-", clickedLinks));
    await silent.createLinks("hook-", clickedLinks);
    const run = ({ origin: url }: BenchServer, factor = 1): Promise<Load> =>
      load({ url, file, visitors: "fresh", connections: 64, seconds: seconds * factor });
    const tell = (factor = 1) => whileStopped(silent, () => run(telling, factor));
    const beSilent = (factor = 1) => whileStopped(telling, () => run(silent, factor));
    await tell(2);
    await beSilent(2);
    const turns = await takeTurns(
      rounds,
      () => tell(),
      () => beSilent(),
    );
    const name = `redirects while every click is told by webhook / without webhooks, over ${count(clickedLinks)} links, 64 connections`;
    return [throughput(name, turns, 0.8)];
  },
};

/** A server with a workspace, whose webhook fires on every click unless there is nowhere to tell. */
async function startHooked(bench: Bench, receiver: string | null) {
  const dataDir = await bench.makeDataDir();
  const server = await startSimpul({ dataDir, allowsPrivate: true });
  const keys = await makeKeys(server.origin);
  if (receiver !== null) await turnWebhookOn(server.origin, keys, `${receiver}/hook`);
  const { createLinks } = makeClient(server.origin, keys);
  return { ...server, createLinks };
}

/** Until so many events have come, or no more come in time. */
async function untilTold({ origin }: BenchServer, clicks: number): Promise<HookReport> {
  const limit = performance.now() + LAST_WITHIN_MS;
  for (;;) {
    const report = (await (await fetch(`${origin}/report`)).json()) as HookReport;
    if (report.events >= clicks || performance.now() > limit) return report;
    await pause(LOOK_MS);
  }
}
