import { Fault } from "../kit/fault.ts";
import { formatLocal } from "../kit/local-time.ts";
import type { AttributeType } from "./attribute.ts";
import { CONTACT_NAMES, type Contact, type ContactName } from "./contact.ts";
import type { IdentifierName } from "./identity.ts";
import type { AudienceContext } from "./open-writes.ts";
import { decodeProperties, type PropertyValue } from "./property.ts";
import { listAttributeRows } from "./store/attributes.ts";
import { findIdentifiers, type Identifier, listIdentifiers } from "./store/identifiers.ts";
import { findProfile, type ProfileRow } from "./store/profiles.ts";

/** Everything that is kept of a user. */
export interface User {
  readonly euid: number;
  readonly identifiers: readonly Identifier[];
  readonly contacts: ReadonlyMap<ContactName, Contact>;
  /** Date-times as the workspace's wall clock shows them. */
  readonly properties: ReadonlyMap<string, PropertyValue>;
  readonly createdAt: Date;
  readonly updatedAt: Date;
}

/** The user of this number; user_unknown where the workspace has none. */
export async function loadUser(ctx: AudienceContext, euid: number): Promise<User> {
  const { workspace, writes } = ctx;
  const row = await findProfile(writes.store, workspace.id, euid);
  if (row === undefined) throw new Fault("user_unknown");
  const identifiers = await listIdentifiers(writes.store, workspace.id, euid);
  const attributes = await listAttributeRows(writes.store, workspace.id);
  const types = new Map(attributes.map(({ name, type }) => [name, type]));
  return {
    euid,
    identifiers,
    contacts: contactsOf(row),
    properties: propertiesOf(row, types, workspace.timeZone),
    createdAt: row.created_at,
    updatedAt: row.updated_at,
  };
}

/** The user that an identifier leads to. */
export async function loadUserByIdentity(
  ctx: AudienceContext,
  kind: IdentifierName,
  value: string,
): Promise<User> {
  const { workspace, writes } = ctx;
  const [found] = await findIdentifiers(writes.store, workspace.id, [{ kind, value }]);
  if (found === undefined) throw new Fault("user_unknown");
  return loadUser(ctx, found.euid);
}

function contactsOf(row: ProfileRow): ReadonlyMap<ContactName, Contact> {
  const contacts = new Map<ContactName, Contact>();
  for (const name of CONTACT_NAMES) {
    const raw = row[name];
    if (raw === null) continue;
    contacts.set(name, { raw, normalized: name === "email" ? null : row[`${name}_e164`] });
  }
  return contacts;
}

function propertiesOf(
  row: ProfileRow,
  types: ReadonlyMap<string, AttributeType>,
  zone: string,
): ReadonlyMap<string, PropertyValue> {
  const read = (name: string, value: PropertyValue): PropertyValue =>
    types.get(name) === "DATETIME" && typeof value === "string"
      ? formatLocal(new Date(value), zone)
      : value;
  return new Map(
    Object.entries(decodeProperties(row.properties)).map(([name, value]) => [
      name,
      read(name, value),
    ]),
  );
}
