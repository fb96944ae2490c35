import type { Context } from "../context.ts";
import type { Transaction } from "../db/database.ts";
import { findHomeCountry } from "../workspaces/find-home-country.ts";
import { type Contact, type ContactName, readAgain } from "./contact.ts";
import { contactChanges, withContacts } from "./contact-changes.ts";
import { type ChangeOrigin, type ChangeRow, insertChanges } from "./store/history.ts";
import { beginReading, listReadings, lockReading, saveReading } from "./store/phone-readings.ts";
import { type ContactsRow, lockNextContacts, saveContacts } from "./store/profiles.ts";
import { contactsOf } from "./user.ts";

/** Users that one transaction reads: parsing a phone takes up to 0.1 ms of the main thread. */
const BATCH = 50;

export interface ReadPhonesAgain {
  readonly workspaceId: number;
  readonly origin: ChangeOrigin;
  /** ISO 8601: a job that was asked for earlier, or comes twice, begins nothing anew. */
  readonly askedAt: string;
}

/**
 * Reads all phones of a workspace by the present rule and home country. How far it is stands in the
 * store, so it may stop anywhere, go on later, and run twice.
 */
export async function readPhonesAgain(
  { db, clock }: Pick<Context, "db" | "clock">,
  { workspaceId, origin, askedAt }: ReadPhonesAgain,
): Promise<void> {
  const reading = { workspaceId, origin, askedAt: new Date(askedAt) };
  await db.transaction((tx) => beginReading(tx, reading), "background");
  let more = true;
  while (more) {
    more = await db.transaction((tx) => readSome(tx, workspaceId, clock), "background");
  }
}

/** Jobs for what a migration asked for, or a process that died left undone. */
export async function resumePhoneReadings({
  db,
  enqueue,
}: Pick<Context, "db" | "enqueue">): Promise<void> {
  const readings = await listReadings(db.in("background"));
  await db.transaction(async (tx) => {
    for (const { askedAt, ...reading } of readings) {
      await enqueue(tx, "audience.read-phones", { ...reading, askedAt: askedAt.toISOString() });
    }
  }, "background");
}

async function readSome(
  tx: Transaction,
  workspaceId: number,
  clock: Context["clock"],
): Promise<boolean> {
  const reading = await lockReading(tx, workspaceId);
  if (reading === undefined) return false;
  const rows = await lockNextContacts(tx, workspaceId, { after: reading.readTo, limit: BATCH });
  // Users are held by now: calls that store phones of theirs come before, or ask the store too.
  const home = await findHomeCountry(tx, workspaceId);
  const at = clock();
  const changed: ContactsRow[] = [];
  const history: ChangeRow[] = [];
  for (const row of rows) {
    const after = withContacts(row, readAll(row, home));
    const changes = contactChanges(row, after);
    if (changes.length === 0) continue;
    const { origin } = reading;
    changed.push(after);
    history.push({
      euid: row.euid,
      dataSourceId: null,
      origin,
      operation: "contact",
      changes: JSON.stringify(changes),
    });
  }
  if (changed.length > 0) {
    await saveContacts(tx, workspaceId, at, changed);
    insertChanges(tx, workspaceId, at, history);
  }
  const last = rows.length < BATCH ? undefined : rows.at(-1);
  await saveReading(tx, workspaceId, last?.euid ?? null);
  return last !== undefined;
}

function readAll(row: ContactsRow, homeCountry: string | null): Map<ContactName, Contact> {
  const read = [...contactsOf(row)].map(
    ([name, contact]) => [name, readAgain(name, contact, homeCountry)] as const,
  );
  return new Map(read);
}
