import { expect, vi } from "vitest";
import type { StoredClicks } from "./click-place.ts";
import { makeKeys, type ServerProcess, TOKEN } from "./server-process.ts";
import type { Told } from "./visit-load.ts";

/** A workspace with links to be visited. */
export interface Visited {
  readonly workspaceIdx: number;
  readonly paths: readonly string[];
}

export async function makeVisited({ origin }: ServerProcess): Promise<Visited> {
  const { workspaceIdx, linkKey } = await makeKeys(origin);
  const names = ["one", "two", "three"];
  for (const brandLinkId of names) {
    const answer = await fetch(`${origin}/api/link/v2/create`, {
      method: "POST",
      headers: { authorization: `APIKey ${linkKey}`, "content-type": "application/json" },
      body: JSON.stringify({ url: "https://example.com/", brandLinkId }),
    });
    expect(await answer.json()).toMatchObject({ code: 0 });
  }
  return { workspaceIdx, paths: names.map((name) => `/${name}`) };
}

/** A gauge or counter without labels. */
export async function readMetric({ origin }: ServerProcess, name: string): Promise<number> {
  const headers = { authorization: `Bearer ${TOKEN}` };
  const text = await (await fetch(`${origin}/metrics`, { headers })).text();
  const value = new RegExp(`^${name} (\\S+)$`, "m").exec(text)?.[1];
  if (value === undefined) throw new Error(`${name} is not among the metrics`);
  return Number(value);
}

/** Until nothing that was answered waits to be counted. */
export async function untilCounted(server: ServerProcess, timeout = 30_000): Promise<void> {
  await vi.waitUntil(async () => (await readMetric(server, "simpul_journal_backlog_bytes")) === 0, {
    timeout,
    interval: 50,
  });
}

/**
 * Each answered visit is one click, one that got no answer is one or none, and there is no other. `told`
 * is of the visits since `stored.visits` begin.
 */
export function expectExact(stored: StoredClicks, told: readonly Told[]): void {
  const counted = new Set(stored.visits);
  const answered = new Set(told.flatMap((each) => [...each.answered]));
  const underWay = new Set(told.flatMap((each) => [...each.underWay]));
  expect([...answered].filter((visit) => !counted.has(visit))).toEqual([]);
  expect(stored.visits.filter((visit) => !answered.has(visit) && !underWay.has(visit))).toEqual([]);
  expect(stored.visits).toHaveLength(counted.size);
  // Every visit has a visitor of its own, so all tables must tell one number.
  const { ledger, raw, clicks, people, forwards } = stored;
  expect({ raw, clicks, people, forwards }).toEqual({
    raw: ledger,
    clicks: ledger,
    people: ledger,
    forwards: ledger,
  });
}
