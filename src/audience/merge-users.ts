import type { Transaction } from "../db/database.ts";
import { findHomeCountry } from "../workspaces/find-home-country.ts";
import { readAgain } from "./contact.ts";
import { contactChanges, withContacts } from "./contact-changes.ts";
import { lockRegistry } from "./find-registry.ts";
import { mergeProfiles } from "./profile-merge.ts";
import { decodeProfile, encodeProperties } from "./property.ts";
import type { RecentProfiles } from "./recent-profiles.ts";
import { insertChanges } from "./store/history.ts";
import { deleteProfiles, moveIdentifiers } from "./store/identifiers.ts";
import { insertMerge } from "./store/merges.ts";
import {
  readProfiles,
  saveClicked,
  saveContacts,
  saveProperties,
  touchProfile,
} from "./store/profiles.ts";
import { type Clicked, contactsOf, type StoredUser } from "./user.ts";

export interface MergePlace {
  readonly tx: Transaction;
  readonly workspaceId: number;
  readonly dataSourceId: number;
  readonly at: Date;
  /** Null where other processes write to the store too. */
  readonly recent: RecentProfiles | null;
}

/**
 * The winner takes in another user, of whom only the number stays, and leads to it. Both must be held.
 * What they did is not moved, however much it is: it is read by all numbers of a user.
 */
export async function mergeUsers(place: MergePlace, winner: number, other: number): Promise<void> {
  const { tx, workspaceId, at, recent } = place;
  const rows = await readProfiles(tx, workspaceId, [winner, other]);
  const [ours, theirs] = [rows.get(winner), rows.get(other)];
  if (ours === undefined || theirs === undefined) throw new Error("a user to merge is not there");

  const leftOut = await mergeProperties(place, ours, theirs);
  await mergeContacts(place, ours, theirs);
  await saveClicked(tx, workspaceId, winner, addClicked(ours, theirs));
  await moveIdentifiers(tx, workspaceId, { from: other, to: winner, at });
  await insertMerge(tx, workspaceId, at, { euid: other, winner, leftOut });
  await deleteProfiles(tx, workspaceId, [other]);
  recent?.forget(winner);
  recent?.forget(other);
}

/** Answers the names of what found no room. */
async function mergeProperties(
  { tx, workspaceId, dataSourceId, at }: MergePlace,
  ours: StoredUser,
  theirs: StoredUser,
): Promise<readonly string[]> {
  const registry = await lockRegistry(tx, workspaceId);
  const { after, changes, leftOut } = mergeProfiles(
    decodeProfile(ours.properties),
    decodeProfile(theirs.properties),
    registry,
  );
  if (changes.length > 0) {
    const { euid } = ours;
    const properties = encodeProperties(after.properties);
    saveProperties(tx, workspaceId, at, [{ euid, properties }]);
    const written = JSON.stringify(changes);
    insertChanges(tx, workspaceId, at, [
      { euid, dataSourceId, operation: "merge", changes: written },
    ]);
  }
  return leftOut;
}

/** Phones are read again: where a job that does so had passed the winner, it will not come back. */
async function mergeContacts(
  { tx, workspaceId, dataSourceId, at }: MergePlace,
  ours: StoredUser,
  theirs: StoredUser,
): Promise<void> {
  const own = contactsOf(ours);
  const gained = [...contactsOf(theirs)].filter(([name]) => !own.has(name));
  if (gained.length === 0) {
    await touchProfile(tx, workspaceId, ours.euid, at);
    return;
  }
  const home = await findHomeCountry(tx, workspaceId);
  const read = gained.map(([name, contact]) => [name, readAgain(name, contact, home)] as const);
  const after = withContacts(ours, new Map(read));
  await saveContacts(tx, workspaceId, at, [after]);
  const changes = JSON.stringify(contactChanges(ours, after));
  insertChanges(tx, workspaceId, at, [
    { euid: ours.euid, dataSourceId, operation: "contact", changes },
  ]);
}

function addClicked(ours: Clicked, theirs: Clicked): Clicked {
  const timesOf = (name: "first_click_at" | "last_click_at"): Date[] =>
    [ours[name], theirs[name]]
      .filter((at) => at !== null)
      .sort((a, b) => a.getTime() - b.getTime());
  return {
    first_click_at: timesOf("first_click_at")[0] ?? null,
    last_click_at: timesOf("last_click_at").at(-1) ?? null,
    click_count: ours.click_count + theirs.click_count,
  };
}
