import { constants } from "node:fs";
import { access, stat, statfs } from "node:fs/promises";
import { join } from "node:path";
import type { Command } from "commander";
import { type Config, ConfigError, type Environment, readConfig } from "../config.ts";
import { inspectStore } from "../db/inspect-store.ts";
import { localUrl, makeAdminClient, readToken } from "./admin-client.ts";
import { Failed, type Streams } from "./streams.ts";

/** One thing that was looked at. */
export interface Finding {
  readonly name: string;
  readonly ok: boolean;
  readonly detail: string;
}

const CLOCK_APART_MS = 5_000;
const LEAST_FREE_MB = 512;
const WITHIN_MS = 3_000;
const MB = 1024 * 1024;

export function addDoctorCommand(
  program: Command,
  env: Environment,
  streams: Streams,
  done: (healthy: boolean) => void,
): void {
  program
    .command("doctor")
    .description("look at configuration, data directory, server, store, clock and disk")
    .option("--json", "print the findings as JSON")
    .option("--url <url>", "the server to look at (default: this machine's)")
    .action(async ({ json, url }: { json?: true; url?: string }) => {
      const findings = await examine(env, url);
      const healthy = findings.every(({ ok }) => ok);
      streams.stdout.write(
        json ? `${JSON.stringify({ ok: healthy, checks: findings })}\n` : tell(findings),
      );
      done(healthy);
    });
}

function tell(findings: readonly Finding[]): string {
  const width = Math.max(...findings.map(({ name }) => name.length));
  return findings
    .map(({ name, ok, detail }) => `${ok ? "ok   " : "WRONG"}  ${name.padEnd(width)}  ${detail}\n`)
    .join("");
}

async function examine(env: Environment, url: string | undefined): Promise<Finding[]> {
  let config: Config;
  try {
    config = readConfig(env);
  } catch (error) {
    if (!(error instanceof ConfigError)) throw error;
    return error.problems.map((detail) => wrong("configuration", detail));
  }
  const at = url ?? localUrl(config);
  const server = await lookAtServer(at);
  return [
    right("configuration", "every variable is understood"),
    await lookAtDataDir(config.dataDir),
    await lookAtToken(config),
    ...server,
    ...(await lookAtJournal(config, at)),
    ...(await lookAtDeliveries(config, at)),
    ...(config.databaseUrl === null ? [] : await lookAtStore(config.databaseUrl)),
    await lookAtMail(config),
    await lookAtDisk(config.dataDir),
  ];
}

const right = (name: string, detail: string): Finding => ({ name, ok: true, detail });
const wrong = (name: string, detail: string): Finding => ({ name, ok: false, detail });

const modeOf = (mode: number): string => `0${(mode & 0o777).toString(8)}`;

async function lookAtDataDir(folder: string): Promise<Finding> {
  const name = "data directory";
  const found = await stat(folder).catch(() => null);
  if (found === null) return wrong(name, `${folder} is not there; the first start makes it`);
  if (!found.isDirectory()) return wrong(name, `${folder} is no directory`);
  if ((found.mode & 0o077) !== 0) {
    return wrong(name, `${folder} is open to others (${modeOf(found.mode)}); chmod 700`);
  }
  const writable = await access(folder, constants.W_OK | constants.X_OK).then(
    () => true,
    () => false,
  );
  return writable ? right(name, folder) : wrong(name, `${folder} is not writable by this user`);
}

async function lookAtToken({ adminToken, dataDir }: Config): Promise<Finding> {
  const name = "admin token";
  if (adminToken !== null) return right(name, "SIMPUL_ADMIN_TOKEN");
  const file = join(dataDir, "admin-token");
  const found = await stat(file).catch(() => null);
  if (found === null) return wrong(name, `${file} is not there; the first start makes it`);
  const open = (found.mode & 0o077) !== 0;
  return open
    ? wrong(name, `${file} is open to others (${modeOf(found.mode)}); chmod 600`)
    : right(name, file);
}

async function lookAtServer(url: string): Promise<Finding[]> {
  const ask = (path: string) =>
    fetch(new URL(path, url), { signal: AbortSignal.timeout(WITHIN_MS) }).catch(() => null);
  const health = await ask("/healthz");
  if (health?.status !== 200) return [wrong("server", `none answers at ${url}`)];
  const ready = await ask("/readyz");
  const answer = (await ready?.json().catch(() => null)) as ReadyAnswer | null | undefined;
  const troubles = answer?.troubles ?? [];
  return [
    right("server", url),
    ready?.status === 200
      ? right("readiness", "the store answers the server")
      : wrong("readiness", answer?.reason ?? "the server does not say"),
    ...troubles.map((trouble) => wrong("clicks", trouble)),
  ];
}

interface ReadyAnswer {
  readonly reason?: string;
  readonly troubles?: readonly string[];
}

/** How much of what visitors did waits to be counted, by the running server's own word; nothing where none answers. */
async function lookAtJournal(config: Config, url: string): Promise<Finding[]> {
  const name = "journal";
  const token = await readToken(config).catch(() => null);
  if (token === null) return [];
  const answer = await fetch(new URL("/metrics", url), {
    headers: { authorization: `Bearer ${token}` },
    signal: AbortSignal.timeout(WITHIN_MS),
  }).catch(() => null);
  const waiting = /^simpul_journal_backlog_bytes (\d+)/m.exec((await answer?.text()) ?? "")?.[1];
  if (waiting === undefined) return [];
  const detail = `${(Number(waiting) / MB).toFixed(1)} MB wait to be counted, of ${config.journalMb}`;
  return [
    Number(waiting) > (config.journalMb * MB) / 2 ? wrong(name, detail) : right(name, detail),
  ];
}

/** Webhook events that no receiver took, by the running server's own word; nothing where none answers. */
async function lookAtDeliveries(config: Config, url: string): Promise<Finding[]> {
  const name = "webhooks";
  const call = makeAdminClient(config, url);
  try {
    const workspaces = (await call({ method: "GET", path: "workspaces" })) as WorkspaceRow[];
    const dead: string[] = [];
    for (const { workspaceIdx } of workspaces) {
      const query = { workspaceIdx, status: "dead" };
      const page = (await call({ method: "GET", path: "deliveries", query })) as DeadPage;
      const { totalCount } = page.extra;
      if (totalCount > 0) dead.push(`${totalCount} of workspace ${workspaceIdx}`);
    }
    if (dead.length === 0) return [right(name, "no delivery is dead")];
    const more = dead.length > MOST_TOLD ? ` and of ${dead.length - MOST_TOLD} more` : "";
    return [wrong(name, `dead deliveries: ${dead.slice(0, MOST_TOLD).join(", ")}${more}`)];
  } catch (error) {
    if (error instanceof Failed) return [];
    throw error;
  }
}

const MOST_TOLD = 5;

interface WorkspaceRow {
  readonly workspaceIdx: number;
}

interface DeadPage {
  readonly extra: { readonly totalCount: number };
}

async function lookAtStore(url: string): Promise<Finding[]> {
  try {
    const { schema, known, apartMs } = await inspectStore(url);
    const seconds = (apartMs / 1000).toFixed(1);
    return [
      right("store", "reachable"),
      schema === known
        ? right("schema", `version ${schema}`)
        : wrong("schema", `version ${schema}; this program has ${known}`),
      Math.abs(apartMs) <= CLOCK_APART_MS
        ? right("clock", `${seconds} s ahead of the store's`)
        : wrong("clock", `${seconds} s ahead of the store's`),
    ];
  } catch (error) {
    return [wrong("store", error instanceof Error ? error.message : String(error))];
  }
}

async function lookAtMail({ smtpUrl }: Config): Promise<Finding> {
  const name = "mail";
  if (smtpUrl === null) return right(name, "not set up: nothing is mailed");
  const { whyMailIsAway } = await import("../kit/mailer.ts");
  const reason = await whyMailIsAway(smtpUrl, WITHIN_MS);
  return reason === null
    ? right(name, "the mail server answers")
    : wrong(name, `the mail server is not reached: ${reason}`);
}

async function lookAtDisk(folder: string): Promise<Finding> {
  const name = "disk";
  const disk = await statfs(folder).catch(() => null);
  if (disk === null) return wrong(name, "not known while the data directory is not there");
  const freeMb = Math.floor((disk.bavail * disk.bsize) / MB);
  return freeMb >= LEAST_FREE_MB
    ? right(name, `${freeMb} MB free`)
    : wrong(name, `${freeMb} MB free; at least ${LEAST_FREE_MB} are wanted`);
}
