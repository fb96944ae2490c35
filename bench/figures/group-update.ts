import type { BenchClient } from "../client.ts";
import { type Figure, spread } from "../figure.ts";
import type { Scale } from "../scale.ts";

/** Updating a group costs the same however many links it holds. */
export async function groupUpdate(
  client: BenchClient,
  groups: { readonly large: number; readonly small: number },
  scale: Scale,
): Promise<Figure> {
  const large: number[] = [];
  const small: number[] = [];
  for (let round = 0; round < scale.calls; round += 1) {
    large.push(await timed(() => client.updateGroup(groups.large, `round ${round}`)));
    small.push(await timed(() => client.updateGroup(groups.small, `round ${round}`)));
  }
  const [ours, limit] = [spread(large), spread(small)];
  return {
    name: `group update, ${scale.links.toLocaleString("en")} links in it / 10`,
    ours: ours.text,
    limit: limit.text,
    ratio: ours.p50 / limit.p50,
    bar: { atMost: 1.2 },
  };
}

export async function timed(work: () => Promise<unknown>): Promise<number> {
  const start = performance.now();
  await work();
  return performance.now() - start;
}
