import type { Transaction } from "../db/database.ts";
import type { Clock } from "../kit/clock.ts";
import { Fault } from "../kit/fault.ts";
import { findHomeCountry } from "../workspaces/find-home-country.ts";
import { byWorkspace } from "./call-order.ts";
import { type Contact, type ContactName, readAgain } from "./contact.ts";
import { contactChanges, withContacts } from "./contact-changes.ts";
import { lockCalledUsers } from "./lock-called-users.ts";
import { type ChangeRow, insertChanges } from "./store/history.ts";
import { type ContactsRow, lockContacts, saveContacts } from "./store/profiles.ts";
import type { ContactCall, Word } from "./writes.ts";

/** Applies the calls in the order given; answers for each whether its user exists. */
export async function storeContacts(
  tx: Transaction,
  calls: readonly ContactCall[],
  clock: Clock,
): Promise<Word<null>[]> {
  const words = new Array<Word<null>>(calls.length);
  for (const [workspaceId, numbers] of byWorkspace(calls)) {
    const mine = numbers.map((number) => calls[number] as ContactCall);
    const called = await lockCalledUsers({ tx, workspaceId }, mine, (euids) =>
      lockContacts(tx, workspaceId, euids),
    );
    // Users are held by now: what another transaction does to them next is later.
    const at = clock();
    const known = called.calls.map(({ euid }) => called.rows.has(euid));
    const present = await readByHome(tx, workspaceId, called.calls);
    const { saved, history } = applyCalls(called.rows, present);
    if (saved.length > 0) {
      await saveContacts(tx, workspaceId, at, saved);
      insertChanges(tx, workspaceId, at, history);
    }
    for (const [index, number] of numbers.entries()) {
      words[number] = known[index] === true ? null : new Fault("user_unknown");
    }
  }
  return words;
}

/**
 * The calls with their phones as the home country reads them that stands in the store. It is asked
 * once the users are held: a change of it that comes later finds them when it reads all phones again.
 */
async function readByHome(
  tx: Transaction,
  workspaceId: number,
  calls: readonly ContactCall[],
): Promise<readonly ContactCall[]> {
  const home = await findHomeCountry(tx, workspaceId);
  return calls.map((call) =>
    call.homeCountry === home
      ? call
      : { ...call, homeCountry: home, contacts: allReadAgain(call.contacts, home) },
  );
}

function allReadAgain(
  contacts: ContactCall["contacts"],
  homeCountry: string | null,
): Map<ContactName, Contact | null> {
  const read = [...contacts].map(
    ([name, contact]) => [name, contact && readAgain(name, contact, homeCountry)] as const,
  );
  return new Map(read);
}

interface Applied {
  readonly saved: readonly ContactsRow[];
  readonly history: readonly ChangeRow[];
}

/** Each call finds what the one before it left; what changes nothing is not written. */
function applyCalls(
  before: ReadonlyMap<number, ContactsRow>,
  calls: readonly ContactCall[],
): Applied {
  const changed = new Map<number, ContactsRow>();
  const history: ChangeRow[] = [];
  for (const { euid, contacts, dataSourceId } of calls) {
    const row = changed.get(euid) ?? before.get(euid);
    if (row === undefined) continue;
    const after = withContacts(row, contacts);
    const changes = contactChanges(row, after);
    if (changes.length === 0) continue;
    changed.set(euid, after);
    history.push({ euid, dataSourceId, operation: "contact", changes: JSON.stringify(changes) });
  }
  return { saved: [...changed.values()], history };
}
