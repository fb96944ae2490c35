import type { Changes } from "../db/changes.ts";
import type { Transaction } from "../db/database.ts";
import { byWeight } from "../kit/by-weight.ts";
import type { Clock } from "../kit/clock.ts";
import { heard } from "../kit/heard.ts";
import { type AppliedCalls, applyCalls, asksForRegistry, wordOf } from "./applied-calls.ts";
import type { AttributeRegistry } from "./attribute-registry.ts";
import { byWorkspace, euidsOf } from "./call-order.ts";
import { lockRegistry, type Registries } from "./find-registry.ts";
import { type CalledUsers, lockCalledUsers } from "./lock-called-users.ts";
import { lockPeople } from "./lock-people.ts";
import { decodeProfile, encodeProperties, type Profile } from "./property.ts";
import type { RecentProfiles } from "./recent-profiles.ts";
import { insertAttributes } from "./store/attributes.ts";
import { insertChanges } from "./store/history.ts";
import {
  findProperties,
  lockProperties,
  type PropertiesRow,
  saveProperties,
} from "./store/profiles.ts";
import type { Accepted, PropertyCall, Word } from "./writes.ts";

export interface PropertyParts {
  readonly registries: Registries;
  readonly changes: Changes;
  /** Null where other processes write to the store too; else no two transactions run at a time. */
  readonly recent: RecentProfiles | null;
}

/** Calls whose profiles are read by one statement. */
const LARGEST_CHUNK = 256;

/** Characters that one statement writes: what it takes of the embedded store's memory stays taken. */
const HEAVIEST = 1024 * 1024;

/**
 * What one batch writes at most, of history and profiles, in characters: on the embedded store all
 * others wait for it, up to 1.5 s. A body of 8 MiB that replaces as much has room; a thousand calls
 * on one full profile, which would write 500 MB, have not.
 */
const BATCH_ROOM = 32 * 1024 * 1024;

/** Applies the calls in the order given, with a few statements however many they are. */
export async function storeProperties(
  parts: PropertyParts,
  tx: Transaction,
  calls: readonly PropertyCall[],
  clock: Clock,
): Promise<Word<Accepted>[]> {
  const words = new Array<Word<Accepted>>(calls.length);
  for (const [workspaceId, numbers] of byWorkspace(calls)) {
    const mine = numbers.map((number) => calls[number] as PropertyCall);
    const work = { ...parts, tx, workspaceId, clock, room: Number.POSITIVE_INFINITY };
    const stored = await storeOfWorkspace(work, mine);
    for (const [index, number] of numbers.entries()) words[number] = stored[index] as Accepted;
  }
  return words;
}

/** As `storeProperties`, one data source's; calls that would make it too heavy are refused. */
export async function storePropertyBatch(
  parts: PropertyParts,
  tx: Transaction,
  calls: readonly PropertyCall[],
  clock: Clock,
): Promise<Word<Accepted>[]> {
  const [first] = calls;
  if (first === undefined) return [];
  const { workspaceId } = first;
  return storeOfWorkspace({ ...parts, tx, workspaceId, clock, room: BATCH_ROOM }, calls);
}

interface Work extends PropertyParts {
  readonly tx: Transaction;
  readonly workspaceId: number;
  readonly clock: Clock;
  /** Characters that may be written. */
  readonly room: number;
}

async function storeOfWorkspace(
  work: Work,
  calls: readonly PropertyCall[],
): Promise<Word<Accepted>[]> {
  const { tx, workspaceId, recent } = work;
  // All rows are held before the first chunk: chunks that lock for themselves would deadlock.
  if (recent === null && calls.length > LARGEST_CHUNK) {
    await lockPeople(tx, workspaceId, euidsOf(calls));
  }
  const words: Word<Accepted>[] = [];
  let state: State = { held: undefined, room: work.room };
  let ahead: Promise<Called> | undefined;
  let changed: ReadonlySet<number> = new Set();
  for (let from = 0; from < calls.length; from += LARGEST_CHUNK) {
    const chunk = calls.slice(from, from + LARGEST_CHUNK);
    let called = await (ahead ?? readProfiles(work, chunk));
    if ([...called.rows.keys()].some((euid) => changed.has(euid))) {
      called = await readProfiles(work, chunk);
    }
    const next = calls.slice(from + LARGEST_CHUNK, from + 2 * LARGEST_CHUNK);
    // While this chunk is thought about the store reads the next; whom both change is read again.
    ahead = next.length > 0 ? heard(readProfiles(work, next)) : undefined;
    const stored = await storeChunk(work, called, state);
    ({ state, changed } = stored);
    for (const word of stored.words) words.push(word);
  }
  return words;
}

type Called = CalledUsers<PropertyCall, Profile>;

/** What one chunk leaves to the next. */
interface State {
  /** The registry that this transaction holds, once it does. */
  readonly held: AttributeRegistry | undefined;
  readonly room: number;
}

interface StoredChunk {
  readonly words: Word<Accepted>[];
  readonly state: State;
  readonly changed: ReadonlySet<number>;
}

async function storeChunk(
  work: Work,
  { calls, rows: profiles }: Called,
  { held, room }: State,
): Promise<StoredChunk> {
  const { tx, workspaceId } = work;
  // Users are held by now: what another transaction does to them next is later.
  const at = work.clock();
  const known = held ?? (await work.registries.of(tx, workspaceId));
  let applied = applyCalls(calls, { profiles, registry: known, room });
  let locked = held;
  if (locked === undefined && applied.outcomes.some(asksForRegistry)) {
    // What is registered, and whether it is locked, must be so at the commit, on all nodes.
    locked = await lockRegistry(tx, workspaceId);
    applied = applyCalls(calls, { profiles, registry: locked, room });
  }
  if (applied.added.length > 0) {
    await insertAttributes(tx, workspaceId, at, applied.added);
    await work.changes.announce(tx, [{ kind: "attributes", key: String(workspaceId) }]);
  }
  const written = await save({ ...work, at }, applied);
  keepInMind(work, profiles, applied.changed);
  return {
    words: applied.outcomes.map((outcome, index) => wordOf(outcome, calls[index])),
    state: { held: locked && applied.registry, room: applied.room - written },
    changed: new Set(applied.changed.keys()),
  };
}

/** By user; in a store of our own what this process last stored need not be asked for. */
async function readProfiles(
  { tx, workspaceId, recent }: Work,
  sent: readonly PropertyCall[],
): Promise<Called> {
  const known = recent?.findAll(workspaceId, euidsOf(sent));
  if (known !== undefined) return { calls: sent, rows: known };
  // Holding rows is a write of its own, and for nothing where no other transaction runs.
  const read = recent === null ? lockProperties : findProperties;
  const { calls, rows } = await lockCalledUsers(
    { tx, workspaceId, alone: recent !== null },
    sent,
    (euids) => read(tx, workspaceId, euids),
  );
  const profiles = [...rows].map(([euid, row]) => [euid, decodeProfile(row.properties)] as const);
  return { calls, rows: new Map(profiles) };
}

/** A change is unknown until it is committed: the rest of the transaction reads its own writes. */
function keepInMind(
  { tx, workspaceId, recent }: Work,
  before: ReadonlyMap<number, Profile>,
  changed: ReadonlyMap<number, Profile>,
): void {
  if (recent === null) return;
  for (const euid of changed.keys()) recent.forget(euid);
  tx.afterCommit(() => {
    for (const [euid, profile] of before) {
      recent.remember(workspaceId, euid, changed.get(euid) ?? profile);
    }
  });
}

/** Answers the characters of the profiles that it saved. */
async function save(
  { tx, workspaceId, at }: Work & { readonly at: Date },
  { changed, history }: AppliedCalls,
): Promise<number> {
  if (changed.size === 0) return 0;
  const profiles = [...changed]
    .sort(([a], [b]) => a - b)
    .map(([euid, { properties }]) => ({ euid, properties: encodeProperties(properties) }));
  const rows = history.map(({ call: { euid, dataSourceId, operation }, changes }) => ({
    euid,
    dataSourceId,
    operation: operation.type,
    changes,
  }));
  const weigh = ({ properties }: PropertiesRow): number => properties.length;
  await inParts(profiles, weigh, (some) => saveProperties(tx, workspaceId, at, some));
  await inParts(
    rows,
    ({ changes }) => changes.length,
    (some) => insertChanges(tx, workspaceId, at, some),
  );
  return profiles.reduce((sum, profile) => sum + weigh(profile), 0);
}

/** Sends what fits one statement, and waits before it sends the next; nobody waits for the last. */
async function inParts<Row>(
  rows: readonly Row[],
  weigh: (row: Row) => number,
  send: (some: readonly Row[]) => Promise<unknown>,
): Promise<void> {
  let sent: Promise<unknown> | undefined;
  for (const some of byWeight(rows, weigh, HEAVIEST)) {
    if (sent !== undefined) await sent;
    sent = send(some);
  }
}
