import type { Transaction } from "../db/database.ts";
import type { Clock } from "../kit/clock.ts";
import { byWorkspace } from "./call-order.ts";
import type { Event } from "./event.ts";
import { lockPeople } from "./lock-people.ts";
import { type EventRow, findRandomIds, insertEventNames, insertEvents } from "./store/events.ts";
import { listMerged } from "./store/merges.ts";
import type { EventCall } from "./writes.ts";

/** Stores the events of users there are; answers, by call, which of its events are of nobody. */
export async function storeEvents(
  tx: Transaction,
  calls: readonly EventCall[],
  clock: Clock,
): Promise<ReadonlySet<number>[]> {
  const words = calls.map(() => new Set<number>());
  for (const [workspaceId, numbers] of byWorkspace(calls)) {
    const mine = numbers.map((number) => calls[number] as EventCall);
    const euids = new Set(mine.flatMap(({ events }) => events.map(({ euid }) => euid)));
    const people = await lockPeople(tx, workspaceId, [...euids]);
    const rows: EventRow[] = [];
    for (const number of numbers) {
      const { events, dataSourceId, appKey } = calls[number] as EventCall;
      for (const [index, event] of events.entries()) {
        const euid = people.get(event.euid);
        if (euid === undefined) words[number]?.add(index);
        else rows.push({ ...rowOf(event), euid, dataSourceId, appKey });
      }
    }
    await insert(tx, workspaceId, clock(), rows);
  }
  return words;
}

function rowOf({ occurredAt, name, randomId, properties }: Event) {
  return { occurredAt, name, randomId, properties: JSON.stringify(properties) };
}

async function insert(
  tx: Transaction,
  workspaceId: number,
  at: Date,
  rows: readonly EventRow[],
): Promise<void> {
  const fresh = await withoutKnown(tx, workspaceId, rows);
  if (fresh.length === 0) return;
  insertEventNames(tx, workspaceId, at, [...new Set(fresh.map(({ name }) => name))].sort());
  insertEvents(tx, workspaceId, at, fresh);
}

/** A merged user's events stay under its number: what was reported of it is not reported again. */
async function withoutKnown(
  tx: Transaction,
  workspaceId: number,
  rows: readonly EventRow[],
): Promise<readonly EventRow[]> {
  const once = rows.filter(({ randomId }) => randomId !== null);
  if (once.length === 0) return rows;
  const merged = await listMerged(tx, workspaceId, [...new Set(once.map(({ euid }) => euid))]);
  if (merged.length === 0) return rows;
  const winners = new Map(merged.map(({ euid, winner }) => [euid, winner]));
  const ids = once.flatMap(({ randomId }) => randomId ?? []);
  const known = await findRandomIds(tx, workspaceId, [...winners.keys()], ids);
  const had = new Set(known.map(({ euid, randomId }) => `${winners.get(euid)} ${randomId}`));
  return rows.filter(({ euid, randomId }) => !had.has(`${euid} ${randomId}`));
}
