import { formatLocal } from "../kit/local-time.ts";
import { CONTACT_NAMES, type Contact, type ContactName } from "./contact.ts";
import type { Identifier } from "./identity.ts";
import { decodeProperties, type PropertyValue } from "./property.ts";
import type { ShowValue } from "./shown-value.ts";

/** Everything that is kept of a user. */
export interface User {
  readonly euid: number;
  readonly identifiers: readonly Identifier[];
  readonly contacts: ReadonlyMap<ContactName, Contact>;
  /** With what clicks say; date-times as the workspace's wall clock shows them. */
  readonly properties: ReadonlyMap<string, PropertyValue>;
  readonly createdAt: Date;
  readonly updatedAt: Date;
}

/** The contacts of a user: as written, and the phones in E.164 where they are valid. */
export type StoredContacts = Readonly<
  Record<ContactName | `${Exclude<ContactName, "email">}_e164`, string | null>
>;

/** What clicks of personal links moved. */
export interface Clicked {
  readonly first_click_at: Date | null;
  readonly last_click_at: Date | null;
  readonly click_count: number;
}

/** As the database has it. */
export interface StoredUser extends StoredContacts, Clicked {
  readonly euid: number;
  /** JSON. */
  readonly properties: string;
  readonly created_at: Date;
  readonly updated_at: Date;
}

/** How a workspace reads its users. */
export interface Reading {
  readonly show: ShowValue;
  /** IANA. */
  readonly zone: string;
}

export function userOf(
  row: StoredUser,
  identifiers: readonly Identifier[],
  { show, zone }: Reading,
): User {
  const properties = Object.entries(decodeProperties(row.properties)).map(
    ([name, value]) => [name, show(name, value)] as const,
  );
  return {
    euid: row.euid,
    identifiers,
    contacts: contactsOf(row),
    properties: new Map([...properties, ...clickedOf(row, zone)]),
    createdAt: row.created_at,
    updatedAt: row.updated_at,
  };
}

/** By name, those that the user has. */
export function contactsOf(row: StoredContacts): ReadonlyMap<ContactName, Contact> {
  const contacts = new Map<ContactName, Contact>();
  for (const name of CONTACT_NAMES) {
    const raw = row[name];
    if (raw === null) continue;
    contacts.set(name, { raw, normalized: name === "email" ? null : row[`${name}_e164`] });
  }
  return contacts;
}

/** The standard attributes; who never clicked has none. */
function clickedOf(row: Clicked, zone: string): (readonly [string, PropertyValue])[] {
  const { first_click_at: first, last_click_at: last, click_count: count } = row;
  if (first === null || last === null) return [];
  return [
    ["first_click_at", formatLocal(first, zone)],
    ["last_click_at", formatLocal(last, zone)],
    ["click_count", count],
  ];
}
