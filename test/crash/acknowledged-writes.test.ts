import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { describe, expect, test, vi } from "vitest";
import { type Keys, makeKeys, startServer } from "../support/server-process.ts";
import { cloneDatabase, dropDatabase } from "../support/template.ts";
import { A_BROWSER } from "../support/visit-load.ts";

const ROUNDS = Number(process.env["CRASH_ROUNDS"] ?? 10);
const WRITERS = 16;
const LIMIT = 150;
const SHORTEST_MS = 80;
const LONGEST_MS = 500;

/** What one writer was told was stored. */
interface Writer {
  readonly euid: number;
  /** Increases that were answered with code 0. */
  acknowledged: number;
  /** Short links that were answered with code 0. */
  readonly links: string[];
}

class Client {
  readonly origin: string;
  readonly keys: Keys;

  constructor(origin: string, keys: Keys) {
    this.origin = origin;
    this.keys = keys;
  }

  /** The answer's body, or undefined where none came: the process died under the call. */
  async post(path: string, body: object): Promise<Record<string, unknown> | undefined> {
    const authorization = path.startsWith("/v1/")
      ? `Basic ${this.keys.basic}`
      : `APIKey ${this.keys.linkKey}`;
    try {
      const answer = await fetch(`${this.origin}${path}`, {
        method: "POST",
        headers: { authorization, "content-type": "application/json" },
        body: JSON.stringify(body),
      });
      return (await answer.json()) as Record<string, unknown>;
    } catch {
      return undefined;
    }
  }

  async increases(euid: number): Promise<number> {
    const answer = await fetch(`${this.origin}/v1/user?euid=${euid}`, {
      headers: { authorization: `Basic ${this.keys.basic}` },
    });
    const { data } = (await answer.json()) as { data: { properties: { written?: number } } };
    return data.properties.written ?? 0;
  }

  async visit(path: string): Promise<number | undefined> {
    try {
      const headers = { "user-agent": A_BROWSER };
      return (await fetch(`${this.origin}${path}`, { headers, redirect: "manual" })).status;
    } catch {
      return undefined;
    }
  }
}

/** Of a machine that has too much to do: nothing was acknowledged. */
const BUSY = { audience: -1, links: 50_300 } as const;

/** Writes until the process dies; counts only what was acknowledged. */
async function write(client: Client, writer: Writer, name: string): Promise<void> {
  for (let call = 0; ; call += 1) {
    const increased = await client.post("/v1/user/property", {
      euid: writer.euid,
      type: "increase",
      properties: { written: 1 },
    });
    if (increased === undefined) return;
    if (increased["code"] === BUSY.audience) continue;
    expect(increased).toEqual({ code: 0, message: "success" });
    writer.acknowledged += 1;
    const brandLinkId = `${name}-${call}`;
    const made = await client.post("/api/link/v2/create", {
      url: "https://example.com/",
      brandLinkId,
    });
    if (made === undefined) return;
    if (made["code"] === BUSY.links) continue;
    expect(made["code"]).toBe(0);
    writer.links.push(`/${brandLinkId}`);
  }
}

/** Asks for the limited link until the process dies; answers how many visits were forwarded. */
async function visitUntilDeath(client: Client, path: string): Promise<number> {
  let forwarded = 0;
  for (;;) {
    const status = await client.visit(path);
    if (status === undefined) return forwarded;
    if (status === 302) forwarded += 1;
    else if (status !== 503) expect(status).toBe(410);
  }
}

async function holdsThrough(rounds: number, dataDir: string, databaseUrl: string | null) {
  const options = { dataDir, databaseUrl };
  const { keys, writers } = await prepare(options);
  let forwarded = 0;
  for (let round = 0; round < rounds; round += 1) {
    const server = await startServer(options);
    const client = new Client(server.origin, keys);
    const work = writers.map((writer, index) => write(client, writer, `r${round}w${index}`));
    const visits = visitUntilDeath(client, "/limited");
    // The writes of this round are under way, however slow the machine is.
    const before = writers.map(({ acknowledged }) => acknowledged);
    await vi.waitUntil(
      () => writers.every(({ acknowledged }, at) => acknowledged > (before[at] ?? 0)),
      { timeout: 120_000, interval: 5 },
    );
    const death = SHORTEST_MS + Math.random() * (LONGEST_MS - SHORTEST_MS);
    await new Promise((resolve) => setTimeout(resolve, death));
    await server.crash();
    await Promise.all(work);
    forwarded += await visits;
    await allIsThere(options, keys, writers);
  }
  expect(writers.every(({ acknowledged }) => acknowledged > 0)).toBe(true);
  expect(forwarded).toBeGreaterThan(0);
  expect(forwarded).toBeLessThanOrEqual(LIMIT);
}

interface Place {
  readonly dataDir: string;
  readonly databaseUrl: string | null;
}

async function prepare(options: Place) {
  await using server = await startServer(options);
  const keys = await makeKeys(server.origin);
  const client = new Client(server.origin, keys);
  const registered = await client.post("/v1/user/register", {
    identity_name: "user_id",
    identity_values: Array.from({ length: WRITERS }, (_, index) => `writer-${index}`),
  });
  const limited = await client.post("/api/link/v2/create", {
    url: "https://example.com/",
    brandLinkId: "limited",
    acesMaxCnt: LIMIT,
  });
  expect(limited?.["code"]).toBe(0);
  const users = registered?.["data"] as { euid: number }[];
  const writers = users.map(({ euid }): Writer => ({ euid, acknowledged: 0, links: [] }));
  return { keys, writers };
}

/** Each counter holds what was acknowledged, and at most the one call that was under way. */
async function allIsThere(options: Place, keys: Keys, writers: readonly Writer[]) {
  await using server = await startServer(options);
  const client = new Client(server.origin, keys);
  for (const writer of writers) {
    const stored = await client.increases(writer.euid);
    expect(stored).toBeGreaterThanOrEqual(writer.acknowledged);
    expect(stored).toBeLessThanOrEqual(writer.acknowledged + 1);
    writer.acknowledged = stored;
    for (const path of writer.links.splice(0)) expect(await client.visit(path)).toBe(302);
  }
}

describe(`${ROUNDS} rounds of kill -9 while calls are answered lose none of them`, () => {
  test("on the embedded store", async () => {
    const dataDir = await mkdtemp(join(tmpdir(), "simpul-crash-"));
    await holdsThrough(ROUNDS, dataDir, null);
    await rm(dataDir, { recursive: true });
  });

  test("on PostgreSQL", async () => {
    const server = process.env["TEST_DATABASE_URL"];
    if (server === undefined) throw new Error("TEST_DATABASE_URL names no server");
    const dataDir = await mkdtemp(join(tmpdir(), "simpul-crash-"));
    const databaseUrl = await cloneDatabase(server);
    await holdsThrough(ROUNDS, dataDir, databaseUrl);
    await dropDatabase(databaseUrl);
    await rm(dataDir, { recursive: true });
  });
});
