import type { WorkspaceContext } from "../context.ts";
import type { ContactName } from "./contact.ts";
import { findUser } from "./find-user.ts";
import type { Identifier } from "./identity.ts";
import { parsePeopleQuery } from "./people-query.ts";
import { listIdentifiers } from "./store/identifiers.ts";
import {
  listNewestEuids,
  listPersonRows,
  type PersonRow,
  searchEuids,
} from "./store/people-search.ts";
import { contactsOf } from "./user.ts";

export interface FindPeople {
  /** A user's number, or the beginning of an identifier, e-mail address or phone; "": all. */
  readonly text: string;
  readonly page: { readonly limit: number; readonly offset: number };
}

/** A user as a list shows it. */
export interface Person {
  readonly euid: number;
  readonly identifiers: readonly Identifier[];
  /** As they were written. */
  readonly contacts: ReadonlyMap<ContactName, string>;
  readonly clicks: number;
  readonly lastClickAt: Date | null;
  readonly createdAt: Date;
}

export interface FoundPeople {
  readonly people: readonly Person[];
  /** Counted up to a bound: nobody turns so many pages. */
  readonly total: number;
}

/** What a search finds at most, and how far all are counted and listed. */
const MOST_FOUND = 1_000;
const MOST_LISTED = 10_000;

/** The newest first. Whatever is asked, so many rows are read at most. */
export async function findPeople(
  ctx: WorkspaceContext,
  { text, page }: FindPeople,
): Promise<FoundPeople> {
  const { db, workspace } = ctx;
  const { euids, total } = await findEuids(ctx, text, page);
  const rows = await listPersonRows(db, workspace.id, euids);
  const identifiers = await listIdentifiers(db, workspace.id, euids);
  const people = rows.map((row) => {
    const mine = identifiers.filter(({ euid }) => euid === row.euid);
    return personOf(row, mine);
  });
  return { people, total };
}

async function findEuids(
  { db, workspace }: WorkspaceContext,
  text: string,
  { limit, offset }: FindPeople["page"],
): Promise<{ readonly euids: readonly number[]; readonly total: number }> {
  if (text.trim() === "") {
    if (offset >= MOST_LISTED) return { euids: [], total: MOST_LISTED };
    return listNewestEuids(db, workspace.id, { limit, offset, most: MOST_LISTED });
  }
  const asked = parsePeopleQuery(text, workspace.homeCountry);
  // The number of a user who was merged leads to the winner.
  const winner = asked.euid === null ? undefined : await findUser(db, workspace.id, asked.euid);
  const query = { ...asked, euid: winner ?? null };
  const found = await searchEuids(db, workspace.id, query, MOST_FOUND);
  return { euids: found.slice(offset, offset + limit), total: found.length };
}

function personOf(row: PersonRow, identifiers: readonly Identifier[]): Person {
  const contacts = [...contactsOf(row)].map(([name, { raw }]) => [name, raw] as const);
  return {
    euid: row.euid,
    identifiers,
    contacts: new Map(contacts),
    clicks: row.click_count,
    lastClickAt: row.last_click_at,
    createdAt: row.created_at,
  };
}
