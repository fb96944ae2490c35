import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import type { AddressInfo } from "node:net";
import { createServer } from "node:net";

export const TOKEN = "an-admin-token-for-tests";
const MAIN = new URL("../../src/main.ts", import.meta.url).pathname;
const COMPILED = new URL("../../node_modules/.cache/simpul", import.meta.url).pathname;
const READY_WITHIN_MS = 90_000;

/** The real program in a process of its own, as `npm start` runs it. */
export interface ServerProcess extends AsyncDisposable {
  readonly origin: string;
  readonly child: ChildProcess;
  /** What it has printed, errors too. */
  output(): string;
  /** `kill -9`; settles once the process is gone. */
  crash(): Promise<void>;
}

export interface ServerProcessOptions {
  readonly dataDir: string;
  readonly databaseUrl?: string | null;
  readonly port?: number;
  readonly env?: Readonly<Record<string, string>>;
}

/** A port that was free a moment ago. */
export async function freePort(): Promise<number> {
  const probe = createServer().listen(0, "127.0.0.1");
  await once(probe, "listening");
  const { port } = probe.address() as AddressInfo;
  probe.close();
  await once(probe, "close");
  return port;
}

/** Starts the program without waiting for it. */
export function spawnServer(options: ServerProcessOptions & { readonly port: number }) {
  const { PATH = "", HOME = "/" } = process.env;
  return spawn(process.execPath, ["--disable-warning=ExperimentalWarning", MAIN, "start"], {
    env: {
      PATH,
      HOME,
      NODE_COMPILE_CACHE: COMPILED,
      PORT: String(options.port),
      SIMPUL_DATA_DIR: options.dataDir,
      SIMPUL_ADMIN_TOKEN: TOKEN,
      // The same on every port: links are found by their address.
      SIMPUL_PUBLIC_URL: "http://localhost:8080",
      ...(options.databaseUrl && { DATABASE_URL: options.databaseUrl }),
      ...options.env,
    },
    stdio: ["ignore", "pipe", "pipe"],
  });
}

/** Starts the program and waits until its store answers. */
export async function startServer(options: ServerProcessOptions): Promise<ServerProcess> {
  const port = options.port ?? (await freePort());
  const child = spawnServer({ ...options, port });
  let output = "";
  child.stdout.on("data", (chunk) => {
    output += chunk;
  });
  child.stderr.on("data", (chunk) => {
    output += chunk;
  });
  const origin = `http://127.0.0.1:${port}`;
  const gone = once(child, "exit");
  const crash = async (): Promise<void> => {
    child.kill("SIGKILL");
    if (child.exitCode === null && child.signalCode === null) await gone;
  };
  await untilReady(origin, child, () => output);
  return {
    origin,
    child,
    output: () => output,
    crash,
    [Symbol.asyncDispose]: async () => {
      if (child.exitCode !== null || child.signalCode !== null) return;
      child.kill("SIGTERM");
      await gone;
    },
  };
}

async function untilReady(origin: string, child: ChildProcess, output: () => string) {
  const limit = Date.now() + READY_WITHIN_MS;
  while (Date.now() < limit) {
    if (child.exitCode !== null) break;
    const ready = await fetch(`${origin}/readyz`).catch(() => undefined);
    if (ready?.status === 200) return;
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
  child.kill("SIGKILL");
  throw new Error(`the server did not come up:\n${output()}`);
}

export interface Keys {
  readonly workspaceIdx: number;
  readonly linkKey: string;
  readonly basic: string;
}

/** A workspace with a link key and an audience pair, made through the admin API. */
export async function makeKeys(origin: string): Promise<Keys> {
  const admin = async <Result>(path: string, body: object): Promise<Result> => {
    const answer = await fetch(`${origin}/api/admin/v1/${path}`, {
      method: "POST",
      headers: { authorization: `Bearer ${TOKEN}`, "content-type": "application/json" },
      body: JSON.stringify(body),
    });
    const { code, message, result } = (await answer.json()) as {
      code: number;
      message: string;
      result: Result;
    };
    if (code !== 0) throw new Error(`${path}: ${message}`);
    return result;
  };
  const { workspaceIdx } = await admin<{ workspaceIdx: number }>("workspaces", { name: "Crash" });
  const { key } = await admin<{ key: string }>("link-keys", { workspaceIdx, name: "crash" });
  const pair = await admin<{ apiKey: string; apiSecret: string }>("data-sources", {
    workspaceIdx,
    name: "crash",
  });
  const basic = Buffer.from(`${pair.apiKey}:${pair.apiSecret}`).toString("base64");
  return { workspaceIdx, linkKey: key, basic };
}
