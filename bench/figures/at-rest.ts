import { setTimeout as pause } from "node:timers/promises";
import type { FigureMaker } from "../bench.ts";
import { residentMb, startSimpul } from "../servers.ts";

/** A start on an existing data directory: until the first answered visit, and then at rest. */
export const atRest: FigureMaker = {
  name: "start and rest",
  async take(bench) {
    await using store = await bench.copyManyLinks();
    const started = performance.now();
    await using server = await startSimpul({ ...store, path: store.paths[0] ?? "/" });
    const firstVisitMs = performance.now() - started;
    await pause(bench.scale.restSeconds * 1_000);
    const megabytes = await residentMb(server);
    return [
      {
        name: "start on an existing data directory to the first answered visit",
        ours: `${firstVisitMs.toFixed(0)} ms`,
        held: null,
      },
      {
        name: "resident memory at rest, embedded store",
        ours: `${megabytes.toFixed(0)} MB`,
        held: null,
      },
    ];
  },
};
