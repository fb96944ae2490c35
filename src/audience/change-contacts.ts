import { Fault } from "../kit/fault.ts";
import { type Contact, type ContactName, parseContact, parseContactName } from "./contact.ts";
import type { AudienceContext } from "./open-writes.ts";
import type { Refusal } from "./property-operation.ts";
import type { Accepted } from "./writes.ts";

export interface ChangeContacts {
  readonly euid: number;
  /** As sent: each is judged, and refused, for itself. */
  readonly contacts: Readonly<Record<string, unknown>>;
}

/** Keeps what of the call is valid; user_unknown, before anything else, where there is no such user. */
export async function changeContacts(
  { workspace, dataSourceId, writes }: AudienceContext,
  { euid, contacts }: ChangeContacts,
): Promise<Accepted> {
  const valid = new Map<ContactName, Contact | null>();
  const refused: Refusal[] = [];
  const names = Object.keys(contacts);
  const { id: workspaceId, homeCountry } = workspace;
  for (const name of names) {
    try {
      const known = parseContactName(name);
      valid.set(known, parseContact(known, contacts[name], homeCountry));
    } catch (error) {
      if (!(error instanceof Fault)) throw error;
      refused.push({ name, fault: error });
    }
  }
  await writes.changeContacts({ workspaceId, dataSourceId, homeCountry, euid, contacts: valid });
  return { items: names.length, refused };
}
