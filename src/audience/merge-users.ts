import type { Transaction } from "../db/database.ts";
import { CONTACT_NAMES } from "./contact.ts";
import { lockRegistry } from "./find-registry.ts";
import { mergeProfiles } from "./profile-merge.ts";
import { decodeProfile, encodeProperties } from "./property.ts";
import type { RecentProfiles } from "./recent-profiles.ts";
import { insertChanges } from "./store/history.ts";
import { deleteProfiles, moveIdentifiers } from "./store/identifiers.ts";
import { insertMerge } from "./store/merges.ts";
import {
  type ContactsRow,
  readProfiles,
  saveClicked,
  saveContacts,
  saveProperties,
} from "./store/profiles.ts";
import type { Clicked, StoredUser } from "./user.ts";

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
  await saveContacts(tx, workspaceId, at, [withContacts(ours, theirs)]);
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

function withContacts(ours: ContactsRow, theirs: ContactsRow): ContactsRow {
  const merged: Record<string, string | number | null> = { ...ours };
  for (const name of CONTACT_NAMES) {
    if (ours[name] !== null) continue;
    merged[name] = theirs[name];
    if (name !== "email") merged[`${name}_e164`] = theirs[`${name}_e164`];
  }
  return merged as ContactsRow;
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
