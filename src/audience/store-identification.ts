import type { Transaction } from "../db/database.ts";
import type { Clock } from "../kit/clock.ts";
import { Fault } from "../kit/fault.ts";
import { euidsOf } from "./call-order.ts";
import { type Identification, type Identified, identification } from "./identification.ts";
import { type Identifier, identifierKey } from "./identity.ts";
import { type MergePlace, mergeUsers } from "./merge-users.ts";
import type { RecentProfiles } from "./recent-profiles.ts";
import {
  deleteIdentifiers,
  deleteProfiles,
  findIdentifiers,
  findSingleIdentifiers,
  type IdentifierRow,
  insertIdentifiers,
  insertProfiles,
  nextEuids,
} from "./store/identifiers.ts";
import { letGo, lockProfiles, markNoneHeld, touchProfile } from "./store/profiles.ts";
import type { IdentifiedUser, IdentifyCall } from "./writes.ts";

/** Another client registered one of the identifiers meanwhile: each time there are fewer left. */
const MOST_TRIES = 20;

/** Finds or makes the user that the identifiers are, and merges into it whoever turns out to be it. */
export async function storeIdentification(
  { recent }: { readonly recent: RecentProfiles | null },
  tx: Transaction,
  call: IdentifyCall,
  clock: Clock,
): Promise<IdentifiedUser> {
  const { workspaceId, dataSourceId, identifiers } = call;
  const held = new Set<number>();
  await markNoneHeld(tx);
  for (let tries = 0; tries < MOST_TRIES; tries += 1) {
    const { owners, users } = await holdOwners({ tx, workspaceId, held }, identifiers);
    // Users are held by now: what another transaction does to them next is later.
    const place: MergePlace = { tx, workspaceId, dataSourceId, at: clock(), recent };
    const plan = identification(identifiers, owners, users);
    const euid = await attach(place, plan);
    if (euid === undefined) continue;
    for (const other of plan.merged) await mergeUsers(place, euid, other);
    return { euid, created: plan.winner === null, merged: plan.merged };
  }
  throw new Fault("busy");
}

interface Holding {
  readonly tx: Transaction;
  readonly workspaceId: number;
  /** Since the savepoint. */
  readonly held: Set<number>;
}

interface Owners {
  readonly owners: ReadonlyMap<string, number>;
  readonly users: ReadonlyMap<number, Identified>;
}

/** Who has the identifiers, each user held. One that was merged while it was waited for has another. */
async function holdOwners(
  { tx, workspaceId, held }: Holding,
  identifiers: readonly Identifier[],
): Promise<Owners> {
  for (;;) {
    const rows = await findIdentifiers(tx, workspaceId, identifiers);
    const euids = euidsOf(rows);
    const free = euids.filter((euid) => !held.has(euid));
    const [lowest] = free;
    if (lowest === undefined) {
      const owners = new Map(rows.map((row) => [identifierKey(row), row.euid]));
      const singles = euids.length === 0 ? [] : await findSingleIdentifiers(tx, workspaceId, euids);
      return { owners, users: identifiedUsers(singles) };
    }
    if (lowest < Math.max(...held)) {
      // Users are held ascending: to wait for a lower one, those held are let go.
      await letGo(tx);
      held.clear();
    } else for (const euid of await lockProfiles(tx, workspaceId, free)) held.add(euid);
  }
}

function identifiedUsers(rows: readonly IdentifierRow[]): ReadonlyMap<number, Identified> {
  const users = new Map<number, Identified>();
  for (const { euid, kind, value } of rows) {
    const { userId, anonymousIds } = users.get(euid) ?? { userId: null, anonymousIds: [] };
    users.set(
      euid,
      kind === "user_id"
        ? { userId: value, anonymousIds }
        : { userId, anonymousIds: [...anonymousIds, value] },
    );
  }
  return users;
}

/** The user with what it gets; undefined, and nothing changed, where another client was quicker. */
async function attach(place: MergePlace, plan: Identification): Promise<number | undefined> {
  const { tx, workspaceId, at } = place;
  const euid = plan.winner ?? (await makeUser(place));
  if (plan.attached.length === 0) return euid;
  const rows = plan.attached
    .map((identifier) => ({ ...identifier, euid }))
    // The order in which registrations insert theirs, so that none waits for the other.
    .sort((a, b) => (identifierKey(a) < identifierKey(b) ? -1 : 1));
  const made = await insertIdentifiers(tx, workspaceId, at, rows);
  if (made.length === rows.length) {
    if (plan.winner !== null) await touchProfile(tx, workspaceId, euid, at);
    return euid;
  }
  if (made.length > 0) await deleteIdentifiers(tx, workspaceId, made);
  if (plan.winner === null) await deleteProfiles(tx, workspaceId, [euid]);
  return undefined;
}

async function makeUser({ tx, workspaceId, at }: MergePlace): Promise<number> {
  const [euid] = await nextEuids(tx, 1);
  if (euid === undefined) throw new Error("no number was given");
  await insertProfiles(tx, workspaceId, at, [euid]);
  return euid;
}
