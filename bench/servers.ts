import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { readFile } from "node:fs/promises";
import { type AddressInfo, createServer } from "node:net";
import { setTimeout as pause } from "node:timers/promises";

/** A server in a process of its own; disposing ends that process. */
export interface BenchServer extends AsyncDisposable {
  readonly origin: string;
  readonly child: ChildProcess;
}

export interface SimpulOptions {
  readonly dataDir: string;
  /** Ready once this answers. */
  readonly path?: string;
  /** A PostgreSQL; without it the store is the embedded one. */
  readonly databaseUrl?: string | undefined;
  /** False: visits are written down, and counted by nobody. */
  readonly counts?: boolean;
  /** Webhooks may go to this machine. */
  readonly allowsPrivate?: boolean;
  /** The checkout whose program runs; this one where it is left out. */
  readonly checkout?: URL;
}

export const ADMIN_TOKEN = "an-admin-token-for-the-bench";

/** The same on every port: links are found by their address. */
export const PUBLIC_ORIGIN = "http://localhost:8080";

/** The checkout that this file belongs to. */
export const THIS_CHECKOUT = new URL("../", import.meta.url);
const RECEIVER = new URL("./hook-receiver.ts", import.meta.url).pathname;
const BARE = new URL("./bare-server.ts", import.meta.url).pathname;
const COMPILED = new URL("node_modules/.cache/simpul", THIS_CHECKOUT).pathname;
/** As `./simpul` has them. */
const FLAGS = [
  "--max-semi-space-size=16",
  "--concurrent-marking-max-worker-num=1",
  "--retain-maps-for-n-gc=10",
  "--disable-warning=ExperimentalWarning",
];
const UP_WITHIN_MS = 60_000;

function ending(origin: string, child: ChildProcess): BenchServer {
  const gone = once(child, "exit");
  return {
    origin,
    child,
    [Symbol.asyncDispose]: async () => {
      child.kill("SIGTERM");
      await gone;
    },
  };
}

export async function startBare(...args: readonly string[]): Promise<BenchServer> {
  const child = spawn(process.execPath, [BARE, ...args], { stdio: ["ignore", "pipe", "inherit"] });
  const [port] = await once(child.stdout, "data");
  return ending(`http://127.0.0.1:${String(port).trim()}`, child);
}

/** A receiver of webhooks, which reports at `/report` what it was sent. */
export async function startHookReceiver(): Promise<BenchServer> {
  const child = spawn(process.execPath, [RECEIVER], { stdio: ["ignore", "pipe", "inherit"] });
  const [port] = await once(child.stdout, "data");
  return ending(`http://127.0.0.1:${String(port).trim()}`, child);
}

/** Our server, started as `npm start` does; it believes the bench whom the visits are of. */
export async function startSimpul(options: SimpulOptions): Promise<BenchServer> {
  const { dataDir, path = "/readyz", databaseUrl, counts = true, allowsPrivate = false } = options;
  const { checkout = THIS_CHECKOUT } = options;
  const port = await freePort();
  const origin = `http://127.0.0.1:${port}`;
  const inCheckout = (file: string): string => new URL(file, checkout).pathname;
  const program = counts
    ? [inCheckout("src/main.ts"), "start"]
    : [inCheckout("bench/held-server.ts")];
  const child = spawn(process.execPath, [...FLAGS, ...program], {
    env: {
      PATH: process.env["PATH"] ?? "",
      MALLOC_TRIM_THRESHOLD_: "131072",
      NODE_COMPILE_CACHE: COMPILED,
      PORT: String(port),
      SIMPUL_DATA_DIR: dataDir,
      SIMPUL_ADMIN_TOKEN: ADMIN_TOKEN,
      SIMPUL_PUBLIC_URL: PUBLIC_ORIGIN,
      SIMPUL_TRUST_PROXY: "127.0.0.1",
      SIMPUL_LOG_LEVEL: "warn",
      SIMPUL_ALLOW_PRIVATE_ADDRESSES: String(allowsPrivate),
      ...(databaseUrl !== undefined && { DATABASE_URL: databaseUrl }),
    },
    stdio: ["ignore", "ignore", "inherit"],
  });
  const limit = performance.now() + UP_WITHIN_MS;
  while (performance.now() < limit) {
    const answer = await fetch(origin + path, { redirect: "manual" }).catch(() => undefined);
    if (answer !== undefined && answer.status < 400) return ending(origin, child);
    await pause(5);
  }
  child.kill("SIGKILL");
  throw new Error("the server did not come up");
}

/** Runs the task while the server's process stands still. */
export async function whileStopped<T>({ child }: BenchServer, task: () => Promise<T>): Promise<T> {
  child.kill("SIGSTOP");
  try {
    return await task();
  } finally {
    child.kill("SIGCONT");
  }
}

/** What the server's process holds in memory now. */
export async function residentMb({ child }: BenchServer): Promise<number> {
  const status = await readFile(`/proc/${child.pid}/status`, "utf8");
  return Number(/VmRSS:\s+(\d+)/.exec(status)?.[1]) / 1024;
}

async function freePort(): Promise<number> {
  const probe = createServer().listen(0, "127.0.0.1");
  await once(probe, "listening");
  const { port } = probe.address() as AddressInfo;
  probe.close();
  await once(probe, "close");
  return port;
}
