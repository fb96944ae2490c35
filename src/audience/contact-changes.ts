import { CONTACT_NAMES, type Contact, type ContactName, maskContact } from "./contact.ts";
import { contactsOf, type StoredContacts } from "./user.ts";

/** A change as the history keeps it: masked, and null where there was or is no contact. */
export interface ContactChange {
  readonly name: ContactName;
  readonly old: string | null;
  readonly new: string | null;
}

/** The row with these contacts; null clears one, one that is not named stays. */
export function withContacts<Row extends StoredContacts>(
  row: Row,
  contacts: ReadonlyMap<ContactName, Contact | null>,
): Row {
  const columns: Record<string, string | null> = {};
  for (const [name, contact] of contacts) {
    columns[name] = contact?.raw ?? null;
    if (name !== "email") columns[`${name}_e164`] = contact?.normalized ?? null;
  }
  return { ...row, ...columns };
}

/** The contacts that differ, also where only their reading does. */
export function contactChanges(before: StoredContacts, after: StoredContacts): ContactChange[] {
  const [were, are] = [contactsOf(before), contactsOf(after)];
  return CONTACT_NAMES.flatMap((name) => {
    const [was, is] = [were.get(name), are.get(name)];
    if (was?.raw === is?.raw && was?.normalized === is?.normalized) return [];
    return [{ name, old: masked(name, was), new: masked(name, is) }];
  });
}

function masked(name: ContactName, contact: Contact | undefined): string | null {
  return contact === undefined ? null : maskContact(name, contact);
}
