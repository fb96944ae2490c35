import { readFile } from "node:fs/promises";
import { setTimeout as pause } from "node:timers/promises";
import { startSimpul } from "../servers.ts";

export interface AtRest {
  readonly residentMb: number;
  readonly firstVisitMs: number;
}

const SETTLE_MS = 10_000;

/** A start on an existing data directory: until the first answered visit, and then at rest. */
export async function atRest(dataDir: string, path: string): Promise<AtRest> {
  const started = performance.now();
  await using server = await startSimpul(dataDir, path);
  const firstVisitMs = performance.now() - started;
  await pause(SETTLE_MS);
  const status = await readFile(`/proc/${server.child.pid}/status`, "utf8");
  const kilobytes = Number(/VmRSS:\s+(\d+)/.exec(status)?.[1]);
  return { residentMb: kilobytes / 1024, firstVisitMs };
}
