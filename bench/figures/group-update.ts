import type { FigureMaker } from "../bench.ts";
import { makeClient } from "../client.ts";
import { count, spread, timed } from "../figure.ts";
import { startSimpul } from "../servers.ts";

/** Updating a group costs the same however many links it holds. */
export const groupUpdate: FigureMaker = {
  name: "group update",
  async take(bench) {
    const { scale } = bench;
    await using store = await bench.copyManyLinks();
    await using server = await startSimpul(store);
    const client = makeClient(server.origin, store.keys);
    const large: number[] = [];
    const small: number[] = [];
    for (let round = 0; round < scale.calls; round += 1) {
      large.push(await timed(() => client.updateGroup(store.groups.large, `round ${round}`)));
      small.push(await timed(() => client.updateGroup(store.groups.small, `round ${round}`)));
    }
    const [ours, limit] = [spread(large), spread(small)];
    return [
      {
        name: `group update, ${count(scale.links)} links in it / 10`,
        ours: ours.text,
        held: { limit: limit.text, ratio: ours.p50 / limit.p50, bar: { atMost: 1.2 } },
      },
    ];
  },
};
