import type { Changes } from "../db/changes.ts";
import type { Transaction } from "../db/database.ts";
import type { Clock } from "../kit/clock.ts";
import { Fault } from "../kit/fault.ts";
import { heard } from "../kit/heard.ts";
import type { AttributeRegistry } from "./attribute-registry.ts";
import { byWorkspace, euidsOf } from "./call-order.ts";
import { lockRegistry, type Registries } from "./find-registry.ts";
import { type CalledUsers, lockCalledUsers } from "./lock-called-users.ts";
import { lockPeople } from "./lock-people.ts";
import { usualLimits } from "./profile-draft.ts";
import { decodeProfile, encodeProperties, type Profile } from "./property.ts";
import { apply, type Outcome } from "./property-operation.ts";
import type { RecentProfiles } from "./recent-profiles.ts";
import { insertAttributes } from "./store/attributes.ts";
import { type ChangeRow, insertChanges } from "./store/history.ts";
import { findProperties, lockProperties, saveProperties } from "./store/profiles.ts";
import type { Accepted, PropertyCall, Word } from "./writes.ts";

export interface PropertyParts {
  readonly registries: Registries;
  readonly changes: Changes;
  /** Null where other processes write to the store too; else no two transactions run at a time. */
  readonly recent: RecentProfiles | null;
}

/** Calls whose profiles are read and written by one statement each. */
const LARGEST_CHUNK = 256;

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
    const stored = await storeOfWorkspace({ ...parts, tx, workspaceId, clock }, mine);
    for (const [index, number] of numbers.entries()) words[number] = stored[index] as Accepted;
  }
  return words;
}

interface Work extends PropertyParts {
  readonly tx: Transaction;
  readonly workspaceId: number;
  readonly clock: Clock;
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
  let held: AttributeRegistry | undefined;
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
    const stored = await storeChunk(work, called, held);
    ({ held, changed } = stored);
    for (const word of stored.words) words.push(word);
  }
  return words;
}

type Called = CalledUsers<PropertyCall, Profile>;

interface StoredChunk {
  readonly words: Word<Accepted>[];
  /** The registry that this transaction holds, once it does. */
  readonly held: AttributeRegistry | undefined;
  readonly changed: ReadonlySet<number>;
}

async function storeChunk(
  work: Work,
  { calls, rows: before }: Called,
  held: AttributeRegistry | undefined,
): Promise<StoredChunk> {
  const { tx, workspaceId } = work;
  // Users are held by now: what another transaction does to them next is later.
  const at = work.clock();
  const known = held ?? (await work.registries.of(tx, workspaceId));
  let applied = applyAll(calls, before, known);
  if (held === undefined && applied.outcomes.some(asksForRegistry)) {
    // What is registered, and whether it is locked, must be so at the commit, on all nodes.
    held = await lockRegistry(tx, workspaceId);
    applied = applyAll(calls, before, held);
  }
  const added = applied.outcomes.flatMap((outcome) => outcome?.newAttributes ?? []);
  if (added.length > 0) {
    await insertAttributes(tx, workspaceId, at, added);
    await work.changes.announce(tx, [{ kind: "attributes", key: String(workspaceId) }]);
  }
  save({ ...work, at }, calls, applied);
  keepInMind(work, before, applied.changed);
  return {
    words: applied.outcomes.map((outcome, index) => wordOf(outcome, calls[index])),
    held: held && applied.registry,
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

interface Applied {
  readonly outcomes: readonly (Outcome | undefined)[];
  readonly changed: ReadonlyMap<number, Profile>;
  /** With what the calls registered. */
  readonly registry: AttributeRegistry;
}

/** Each call finds what the one before it left; an attribute that one registers, the next one has. */
function applyAll(
  calls: readonly PropertyCall[],
  before: ReadonlyMap<number, Profile>,
  registry: AttributeRegistry,
): Applied {
  const changed = new Map<number, Profile>();
  let known = registry;
  const outcomes = calls.map(({ euid, operation, zone }) => {
    const profile = changed.get(euid) ?? before.get(euid);
    if (profile === undefined) return undefined;
    const outcome = apply(profile, operation, { registry: known, zone, limits: usualLimits });
    if (outcome.changes.length > 0) changed.set(euid, outcome.after);
    if (outcome.newAttributes.length > 0 && known === registry) known = registry.copy();
    for (const attribute of outcome.newAttributes) known.add(attribute);
    return outcome;
  });
  return { outcomes, changed, registry: known };
}

function asksForRegistry(outcome: Outcome | undefined): boolean {
  if (outcome === undefined) return false;
  return (
    outcome.newAttributes.length > 0 ||
    outcome.refused.some(
      ({ fault: { code } }) => code === "attribute_locked" || code === "attributes_too_many",
    )
  );
}

function save(
  { tx, workspaceId, at }: Work & { readonly at: Date },
  calls: readonly PropertyCall[],
  { outcomes, changed }: Applied,
): void {
  if (changed.size === 0) return;
  const profiles = [...changed].sort(([a], [b]) => a - b);
  const saved = profiles.map(([euid, { properties }]) => ({
    euid,
    properties: encodeProperties(properties),
  }));
  const rows: ChangeRow[] = [];
  for (const [index, outcome] of outcomes.entries()) {
    const call = calls[index];
    if (call === undefined || outcome === undefined || outcome.changes.length === 0) continue;
    const { euid, dataSourceId, operation } = call;
    const changes = JSON.stringify(outcome.changes);
    rows.push({ euid, dataSourceId, operation: operation.type, changes });
  }
  saveProperties(tx, workspaceId, at, saved);
  insertChanges(tx, workspaceId, at, rows);
}

const NOTHING_REFUSED: Accepted = { items: 0, refused: [] };

function wordOf(outcome: Outcome | undefined, call: PropertyCall | undefined): Word<Accepted> {
  if (outcome === undefined || call === undefined) return new Fault("user_unknown");
  if (outcome.refused.length === 0) return NOTHING_REFUSED;
  return { items: Object.keys(call.operation.properties).length, refused: outcome.refused };
}
