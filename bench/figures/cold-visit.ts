import { Agent } from "node:http";
import { type Figure, spread } from "../figure.ts";
import type { Scale } from "../scale.ts";
import { startSimpul } from "../servers.ts";
import { visit } from "../visit.ts";
import { timed } from "./group-update.ts";

/** The first visit to a link that the node does not know yet: many links stored, and few. */
export async function coldVisit(
  stores: { readonly many: string; readonly few: string },
  paths: { readonly many: readonly string[]; readonly few: readonly string[] },
  scale: Scale,
): Promise<Figure> {
  const many = await firstVisits(stores.many, pick(paths.many, scale.calls));
  const few = await firstVisits(stores.few, pick(paths.few, scale.calls));
  const [ours, limit] = [spread(many), spread(few)];
  return {
    name: `first visit, cold cache, ${paths.many.length.toLocaleString("en")} stored links / ${paths.few.length.toLocaleString("en")}`,
    ours: ours.text,
    limit: limit.text,
    ratio: ours.p50 / limit.p50,
    bar: { atMost: 1.5 },
  };
}

/** Spread evenly over all that is stored. */
function pick(paths: readonly string[], count: number): string[] {
  const step = paths.length / count;
  return Array.from({ length: count }, (_, index) => paths[Math.floor(index * step)] ?? "/");
}

async function firstVisits(dataDir: string, paths: readonly string[]): Promise<number[]> {
  await using server = await startSimpul(dataDir);
  const agent = new Agent({ keepAlive: true, maxSockets: 1 });
  const times: number[] = [];
  // The first few also pay for compiling the path.
  for (const path of paths.slice(0, 20)) await visit(agent, server.origin + path);
  for (const path of paths.slice(20)) {
    times.push(await timed(() => visit(agent, server.origin + path)));
  }
  agent.destroy();
  return times;
}
