import { spawn } from "node:child_process";
import { once } from "node:events";
import { type Figure, perSecond } from "./figure.ts";
import { BROWSERS_FILE, newVisitors } from "./visitors.ts";

/** What one run of the load generator saw. */
export interface Load {
  readonly requests: number;
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
  /** Whose visits they are: of each line always the same one's, each of somebody new, or all a bot's. */
  readonly visitors?: "fixed" | "fresh" | "bot";
  readonly seconds: number;
  readonly connections: number;
}

const SCRIPT = new URL("./wrk/requests.lua", import.meta.url).pathname;

/** More than wrk sends in a second. */
const MOST_PER_SECOND = 200_000;

/** Loads a server on loopback with wrk, from a process of its own with one thread. */
export async function load(options: LoadOptions): Promise<Load> {
  const { visitors = "none", authorization = "-" } = options;
  const first = visitors === "fresh" ? newVisitors(options.seconds * MOST_PER_SECOND) : 0;
  const wrk = spawn(
    "wrk",
    [
      ...["-t1", `-c${options.connections}`, `-d${options.seconds}s`, "--timeout", "10s"],
      ...["-s", SCRIPT, options.url, "--", options.file, authorization],
      ...[visitors, String(first), BROWSERS_FILE],
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
  return { requests, perSecond: requests / seconds, p50, p99, errors };
}

export interface Turn {
  readonly ours: Load;
  readonly limit: Load;
}

/** One server's run after the other's, so that what else the machine does strikes both. */
export async function takeTurns(
  rounds: number,
  ours: () => Promise<Load>,
  limit: () => Promise<Load>,
  /** Follows each turn, and is told what ours was. */
  after: (ours: Load) => Promise<void> = async () => {},
): Promise<readonly Turn[]> {
  const turns: Turn[] = [];
  for (let round = 0; round < rounds; round += 1) {
    const turn = { ours: await ours(), limit: await limit() };
    turns.push(turn);
    await after(turn.ours);
  }
  refuseErrors(turns.flatMap((turn) => [turn.ours, turn.limit]));
  return turns;
}

const ratioOf = ({ ours, limit }: Turn): number => ours.perSecond / limit.perSecond;

/** By its ratio: a machine may be twice as quick in one turn as in the next. */
export function middleTurn(turns: readonly Turn[]): Turn & { readonly ratio: number } {
  const sorted = turns.toSorted((a, b) => ratioOf(a) - ratioOf(b));
  const turn = sorted[Math.floor(sorted.length / 2)];
  if (turn === undefined) throw new Error("no turn to take the middle of");
  return { ...turn, ratio: ratioOf(turn) };
}

export function throughput(name: string, turns: readonly Turn[], atLeast: number): Figure {
  const { ours, limit, ratio } = middleTurn(turns);
  return {
    name,
    ours: perSecond(ours),
    held: { limit: perSecond(limit), ratio, bar: { atLeast } },
  };
}

/** A figure with failed requests in it is none. */
export function refuseErrors(loads: readonly Load[]): void {
  const errors = loads.reduce((sum, each) => sum + each.errors, 0);
  if (errors > 0) throw new Error(`${errors} requests of the load failed`);
}
