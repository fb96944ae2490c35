import { readFile } from "node:fs/promises";
import { setTimeout as pause } from "node:timers/promises";
import type { FigureMaker } from "../bench.ts";
import { startSimpul } from "../servers.ts";

/** A start on an existing data directory: until the first answered visit, and then at rest. */
export const atRest: FigureMaker = {
  name: "start and rest",
  async take(bench) {
    await using store = await bench.copyManyLinks();
    const started = performance.now();
    await using server = await startSimpul({ ...store, path: store.paths[0] ?? "/" });
    const firstVisitMs = performance.now() - started;
    await pause(bench.scale.restSeconds * 1_000);
    const status = await readFile(`/proc/${server.child.pid}/status`, "utf8");
    const kilobytes = Number(/VmRSS:\s+(\d+)/.exec(status)?.[1]);
    return [
      {
        name: "start on an existing data directory to the first answered visit",
        ours: `${firstVisitMs.toFixed(0)} ms`,
        held: null,
      },
      {
        name: "resident memory at rest, embedded store",
        ours: `${(kilobytes / 1024).toFixed(0)} MB`,
        held: null,
      },
    ];
  },
};
