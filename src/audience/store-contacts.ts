import type { Transaction } from "../db/database.ts";
import type { Clock } from "../kit/clock.ts";
import { Fault } from "../kit/fault.ts";
import { byWorkspace } from "./call-order.ts";
import type { Contact, ContactName } from "./contact.ts";
import { lockCalledUsers } from "./lock-called-users.ts";
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
    const rows = new Map(called.rows);
    const changed = new Set<number>();
    for (const [index, { euid, contacts }] of called.calls.entries()) {
      const row = rows.get(euid);
      words[numbers[index] as number] = row === undefined ? new Fault("user_unknown") : null;
      const after = row && applyContacts(row, contacts);
      if (after === undefined) continue;
      rows.set(euid, after);
      changed.add(euid);
    }
    const saved = [...rows.values()].filter(({ euid }) => changed.has(euid));
    if (saved.length > 0) await saveContacts(tx, workspaceId, at, saved);
  }
  return words;
}

/** The row as the call leaves it; undefined where it stays as it is. */
function applyContacts(
  row: ContactsRow,
  contacts: ReadonlyMap<ContactName, Contact | null>,
): ContactsRow | undefined {
  const after: Record<string, string | number | null> = { ...row };
  for (const [name, contact] of contacts) {
    after[name] = contact?.raw ?? null;
    if (name !== "email") after[`${name}_e164`] = contact?.normalized ?? null;
  }
  const before: Readonly<Record<string, string | number | null>> = row;
  const differs = Object.keys(after).some((column) => after[column] !== before[column]);
  return differs ? (after as ContactsRow) : undefined;
}
