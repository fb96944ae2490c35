import type { Queryable, Transaction } from "../../db/database.ts";
import { sql } from "../../db/sql.ts";
import type { Session } from "../session.ts";

export async function nextSessionId(store: Queryable): Promise<number> {
  const row = await store.one<{ id: number }>(sql`select nextval('member_session_number') as id`);
  if (row === undefined) throw new Error("no session number");
  return row.id;
}

/** By the token it has, or the one it had last. */
export function findSessionRow(store: Queryable, hash: string): Promise<Session | undefined> {
  return store.one<Session>(sql`
    select session_id as id, member_id as "memberId", token_hash as "tokenHash",
           previous_hash as "previousHash", previous_until as "previousUntil",
           created_at as "createdAt", rotated_at as "rotatedAt", used_at as "usedAt"
      from member_session
     where token_hash = ${hash}::text or previous_hash = ${hash}::text
     order by created_at desc
     limit 1`);
}

export async function insertSession(tx: Transaction, session: Session): Promise<void> {
  await tx.run(sql`
    insert into member_session (
      session_id, member_id, token_hash, created_at, rotated_at, used_at
    ) values (
      ${session.id}::bigint, ${session.memberId}::bigint, ${session.tokenHash}::text,
      ${session.createdAt}::timestamptz, ${session.rotatedAt}::timestamptz,
      ${session.usedAt}::timestamptz
    )`);
}

/** False where another request was quicker, and the token is the one before already. */
export async function replaceToken(
  tx: Transaction,
  change: {
    readonly id: number;
    readonly from: string;
    readonly to: string;
    readonly at: Date;
    readonly previousUntil: Date;
  },
): Promise<boolean> {
  const rows = await tx.run(sql`
    update member_session
       set token_hash = ${change.to}::text, previous_hash = ${change.from}::text,
           previous_until = ${change.previousUntil}::timestamptz,
           rotated_at = ${change.at}::timestamptz, used_at = ${change.at}::timestamptz
     where session_id = ${change.id}::bigint and token_hash = ${change.from}::text`);
  return rows === 1;
}

export async function saveSessionUse(store: Queryable, id: number, at: Date): Promise<void> {
  await store.run(sql`
    update member_session set used_at = ${at}::timestamptz where session_id = ${id}::bigint`);
}

interface Hashes extends Record<string, unknown> {
  readonly tokenHash: string;
  readonly previousHash: string | null;
}

const hashesOf = (rows: readonly Hashes[]): string[] =>
  rows.flatMap(({ tokenHash, previousHash }) =>
    previousHash === null ? [tokenHash] : [tokenHash, previousHash],
  );

/** Answers the hashes that no longer lead anywhere. */
export async function deleteSession(tx: Transaction, id: number): Promise<string[]> {
  return hashesOf(
    await tx.all<Hashes>(sql`
      delete from member_session where session_id = ${id}::bigint
      returning token_hash as "tokenHash", previous_hash as "previousHash"`),
  );
}

/** All of these members, but one; answers the hashes that no longer lead anywhere. */
export async function deleteSessionsOf(
  tx: Transaction,
  memberIds: readonly number[],
  but: number | null,
): Promise<string[]> {
  return hashesOf(
    await tx.all<Hashes>(sql`
      delete from member_session
       where member_id = any (${memberIds}::bigint[])
         and session_id is distinct from ${but}::bigint
      returning token_hash as "tokenHash", previous_hash as "previousHash"`),
  );
}

export async function deleteOldSessions(
  store: Queryable,
  { createdBefore, usedBefore }: { readonly createdBefore: Date; readonly usedBefore: Date },
): Promise<number> {
  return store.run(sql`
    delete from member_session
     where created_at < ${createdBefore}::timestamptz or used_at < ${usedBefore}::timestamptz`);
}
