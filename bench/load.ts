import { spawn } from "node:child_process";
import { once } from "node:events";

/** What one run of the load generator saw. */
export interface Load {
  readonly perSecond: number;
  /** Milliseconds. */
  readonly p50: number;
  readonly p99: number;
  readonly errors: number;
}

export interface LoadOptions {
  readonly url: string;
  /** Its lines are sent in turn: paths to GET, or bodies to POST where there is an `authorization`. */
  readonly file: string;
  readonly authorization?: string;
  readonly seconds: number;
  readonly connections: number;
}

const SCRIPT = new URL("./wrk/requests.lua", import.meta.url).pathname;

/** Loads a server on loopback with wrk, from a process of its own with one thread. */
export async function load(options: LoadOptions): Promise<Load> {
  const wrk = spawn(
    "wrk",
    [
      ...["-t1", `-c${options.connections}`, `-d${options.seconds}s`, "--timeout", "10s"],
      ...["-s", SCRIPT, options.url, "--", options.file],
      ...(options.authorization === undefined ? [] : [options.authorization]),
    ],
    { stdio: ["ignore", "pipe", "inherit"] },
  );
  let output = "";
  wrk.stdout.on("data", (chunk) => {
    output += chunk;
  });
  const [code] = await Promise.race([
    once(wrk, "close"),
    once(wrk, "error").then(() => {
      throw new Error("the bench needs wrk: apt-get install wrk");
    }),
  ]);
  const line = output.trim().split("\n").at(-1) ?? "";
  if (code !== 0 || !line.startsWith("{")) throw new Error(`wrk failed:\n${output}`);
  const { requests, seconds, errors, p50, p99 } = JSON.parse(line);
  return { perSecond: requests / seconds, p50, p99, errors };
}

/** The middle one by throughput of several runs. */
export function middle(runs: readonly Load[]): Load {
  const sorted = runs.toSorted((a, b) => a.perSecond - b.perSecond);
  const run = sorted[Math.floor(sorted.length / 2)];
  if (run === undefined) throw new Error("no run to take the middle of");
  return run;
}
