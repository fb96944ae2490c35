import type { Queryable, Transaction } from "../../db/database.ts";
import { sql } from "../../db/sql.ts";
import type { Position } from "../journal-segment.ts";

/** How far the store has taken in a node's journal, and which process may move that on. */
export interface JournalRow extends Position {
  readonly holder: string;
  readonly place: string;
  readonly aliveAt: Date;
}

export async function findJournal(store: Queryable, id: string): Promise<JournalRow | undefined> {
  return store.one<JournalRow>(sql`
    select holder, place, alive_at as "aliveAt", segment, position as offset
      from journal where journal_id = ${id}::text`);
}

/** Leaves a row that is there already as it is. */
export async function insertJournal(tx: Transaction, id: string, row: JournalRow): Promise<void> {
  await tx.run(sql`
    insert into journal (journal_id, holder, place, alive_at, segment, position)
    values (${id}::text, ${row.holder}::text, ${row.place}::text, ${row.aliveAt}::timestamptz,
            ${row.segment}::bigint, ${row.offset}::bigint)
    on conflict (journal_id) do nothing`);
}

/** False where another process holds it by now. */
export async function replaceHolder(
  tx: Transaction,
  id: string,
  before: string,
  next: Pick<JournalRow, "holder" | "place" | "aliveAt">,
): Promise<boolean> {
  const moved = await tx.run(sql`
    update journal
       set holder = ${next.holder}::text, place = ${next.place}::text,
           alive_at = ${next.aliveAt}::timestamptz
     where journal_id = ${id}::text and holder = ${before}::text`);
  return moved === 1;
}

/** False where another process holds the journal, or has moved it. */
export async function moveJournal(
  tx: Transaction,
  id: string,
  holder: string,
  move: { readonly from: Position; readonly to: Position; readonly at: Date },
): Promise<boolean> {
  const moved = await tx.run(sql`
    update journal
       set segment = ${move.to.segment}::bigint, position = ${move.to.offset}::bigint,
           alive_at = ${move.at}::timestamptz
     where journal_id = ${id}::text and holder = ${holder}::text
       and segment = ${move.from.segment}::bigint and position = ${move.from.offset}::bigint`);
  return moved === 1;
}

/** Shows that the holder lives while there is nothing to move; false where it is another one. */
export async function touchJournal(
  store: Queryable,
  id: string,
  holder: string,
  at: Date,
): Promise<boolean> {
  const touched = await store.run(sql`
    update journal set alive_at = ${at}::timestamptz
     where journal_id = ${id}::text and holder = ${holder}::text`);
  return touched === 1;
}
