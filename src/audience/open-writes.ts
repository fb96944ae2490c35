import type { WorkspaceContext } from "../context.ts";
import type { Changes } from "../db/changes.ts";
import type { Database, Queryable, Transaction } from "../db/database.ts";
import type { Lane } from "../db/gate.ts";
import { makeGroupCommit } from "../db/group-commit.ts";
import type { Enqueue } from "../jobs/queue.ts";
import type { Clock } from "../kit/clock.ts";
import { Fault } from "../kit/fault.ts";
import { rememberRegistries } from "./find-registry.ts";
import { makeRecentProfiles, type RecentProfiles } from "./recent-profiles.ts";
import { storeContacts } from "./store-contacts.ts";
import { type ErasureCall, type ErasureParts, storeErasure } from "./store-erasure.ts";
import { storeEvents } from "./store-events.ts";
import { storeIdentification } from "./store-identification.ts";
import { type PropertyParts, storeProperties, storePropertyBatch } from "./store-properties.ts";
import { storeRegistrations } from "./store-registrations.ts";
import type {
  Accepted,
  ContactCall,
  EventCall,
  IdentifiedUser,
  IdentifyCall,
  PropertyCall,
  Registration,
  Word,
} from "./writes.ts";

/** Where the writes of the audience go: each in a transaction that others share, or all in one. */
export interface Writes {
  changeProperties(call: PropertyCall): Promise<Accepted>;
  /** In the order given, all in one transaction. */
  changeManyProperties(calls: readonly PropertyCall[]): Promise<readonly Word<Accepted>[]>;
  changeContacts(call: ContactCall): Promise<void>;
  /** The users of the values, in their order. */
  register(registration: Registration): Promise<number[]>;
  identify(call: IdentifyCall): Promise<IdentifiedUser>;
  erase(call: ErasureCall): Promise<void>;
  /** The places of those events whose users there are not. */
  reportEvents(call: EventCall): Promise<ReadonlySet<number>>;
  /** For what is written rarely. */
  transaction<T>(work: (tx: Transaction) => Promise<T>): Promise<T>;
  /** For reads; within a transaction nothing else may be asked. */
  readonly store: Queryable;
}

/** The writes of a node. */
export interface SharedWrites extends Writes {
  /** One transaction for everything that `work` writes. */
  together<T>(work: (writes: Writes) => Promise<T>, lane?: Lane): Promise<T>;
}

/** A context in which a data source acts for its workspace. */
export interface AudienceContext extends WorkspaceContext {
  readonly dataSourceId: number;
  readonly writes: Writes;
}

export interface WriteParts {
  readonly db: Database;
  readonly changes: Changes;
  readonly clock: Clock;
  readonly enqueue: Enqueue;
}

/**
 * Calls of one transaction. Of 64 clients one half is then read and answered while the store writes
 * the other: 128 in one transaction stored a tenth less in all.
 */
const LARGEST_SHARE = 32;

/** Profiles in memory, so that a busy user is not read again for each call. */
const RECENT_BYTES = 8 * 1024 * 1024;

/** Up to a hundred values each. */
const LARGEST_REGISTRATIONS = 64;

/**
 * Each may merge several users, which it finds one after the other: on a store that runs several
 * transactions each has its own, so that users are held ascending.
 */
const LARGEST_IDENTIFICATIONS = 16;
const IDENTIFICATIONS_AT_ONCE = 4;

/** Up to a megabyte each. */
const LARGEST_REPORTS = 8;

/** Concurrent calls share transactions; one that is refused, wholly or partly, harms no other. */
export function openWrites({ db, changes, clock, enqueue }: WriteParts): SharedWrites {
  const database = db.in("write");
  const registries = rememberRegistries(db, changes);
  const recent = db.shared ? null : makeRecentProfiles(RECENT_BYTES);
  const parts = { registries, changes, recent, enqueue };
  const gather = <Item, Result>(
    largest: number,
    store: Store<Item, Result>,
    { into = database, atOnce = 1 } = {},
  ) =>
    makeGroupCommit<Item, Result>({
      database: into,
      largest,
      atOnce,
      store: (tx, items) => store(tx, items, clock),
    });
  const properties = gather<PropertyCall, Accepted>(LARGEST_SHARE, (...work) =>
    storeProperties(parts, ...work),
  );
  // A long transaction on one connection: single writes go first, and only one waits in the store.
  const batches = gather<readonly PropertyCall[], readonly Word<Accepted>[]>(
    1,
    inTurn((...work) => storePropertyBatch(parts, ...work)),
    { into: db.in("read") },
  );
  const contacts = gather(LARGEST_SHARE, storeContacts);
  return {
    changeProperties: (call) =>
      registries.knows(call.workspaceId)
        ? properties(call)
        : registries.warm(call.workspaceId).then(() => properties(call)),
    changeManyProperties: batches,
    changeContacts: async (call) => void (await contacts(call)),
    register: gather(LARGEST_REGISTRATIONS, storeRegistrations),
    identify: gather<IdentifyCall, IdentifiedUser>(
      db.shared ? 1 : LARGEST_IDENTIFICATIONS,
      inTurn((...work) => storeIdentification(parts, ...work)),
      { atOnce: db.shared ? IDENTIFICATIONS_AT_ONCE : 1 },
    ),
    erase: gather(
      1,
      inTurn((tx, call: ErasureCall) => storeErasure(parts, tx, call)),
    ),
    reportEvents: gather(LARGEST_REPORTS, storeEvents),
    transaction: (work) => database.transaction(work),
    store: database,
    together: (work, lane) =>
      database.transaction((tx) => work(writesWithin(tx, { ...parts, clock })), lane),
  };
}

/** Says a word for each of the items, in their order. */
type Store<Item, Result> = (
  tx: Transaction,
  items: readonly Item[],
  clock: Clock,
) => Promise<readonly Word<Result>[]>;

/** For what cannot be stored together: one after the other, in the same transaction. */
function inTurn<Item, Result>(
  store: (tx: Transaction, item: Item, clock: Clock) => Promise<Result>,
): Store<Item, Result> {
  return async (tx, items, clock) => {
    const words: Result[] = [];
    for (const item of items) words.push(await store(tx, item, clock));
    return words;
  };
}

interface InnerParts extends PropertyParts, ErasureParts {
  readonly recent: RecentProfiles | null;
  readonly clock: Clock;
}

/** The same within one transaction. */
function writesWithin(tx: Transaction, parts: InnerParts): Writes {
  const { clock } = parts;
  return {
    changeProperties: async (call) => only(await storeProperties(parts, tx, [call], clock)),
    changeManyProperties: (calls) => storePropertyBatch(parts, tx, calls, clock),
    changeContacts: async (call) => void only(await storeContacts(tx, [call], clock)),
    register: async (registration) => only(await storeRegistrations(tx, [registration], clock)),
    identify: (call) => storeIdentification(parts, tx, call, clock),
    erase: (call) => storeErasure(parts, tx, call),
    reportEvents: async (call) => only(await storeEvents(tx, [call], clock)),
    transaction: (work) => work(tx),
    store: tx,
  };
}

function only<Result>([word]: readonly Word<Result>[]): Result {
  if (word instanceof Fault) throw word;
  return word as Result;
}
