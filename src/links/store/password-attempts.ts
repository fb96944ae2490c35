import type { Queryable, Transaction } from "../../db/database.ts";
import { sql } from "../../db/sql.ts";

/** Whose tries of which link. */
export interface Attempts {
  readonly workspaceId: number;
  readonly linkId: number;
  readonly visitorHash: string;
}

/** The tries noted so far, held until the transaction ends. */
export async function lockAttempts(tx: Transaction, of: Attempts, at: Date): Promise<Date[]> {
  await tx.run(sql`
    insert into password_attempt (workspace_id, link_id, visitor_hash, tried_at, updated_at)
    values (${of.workspaceId}::bigint, ${of.linkId}::bigint, ${of.visitorHash}::text,
            ${[]}::timestamptz[], ${at}::timestamptz)
    on conflict (workspace_id, link_id, visitor_hash) do nothing`);
  const row = await tx.one<{ triedAt: Date[] }>(sql`
    select tried_at as "triedAt"
      from password_attempt
     where workspace_id = ${of.workspaceId}::bigint
       and link_id = ${of.linkId}::bigint
       and visitor_hash = ${of.visitorHash}::text
       for update`);
  return row?.triedAt ?? [];
}

export async function saveAttempts(
  tx: Transaction,
  of: Attempts,
  triedAt: readonly Date[],
  at: Date,
): Promise<void> {
  await tx.run(sql`
    update password_attempt
       set tried_at = ${triedAt}::timestamptz[], updated_at = ${at}::timestamptz
     where workspace_id = ${of.workspaceId}::bigint
       and link_id = ${of.linkId}::bigint
       and visitor_hash = ${of.visitorHash}::text`);
}

export async function deleteAttempts(tx: Transaction, of: Attempts): Promise<void> {
  await tx.run(sql`
    delete from password_attempt
     where workspace_id = ${of.workspaceId}::bigint
       and link_id = ${of.linkId}::bigint
       and visitor_hash = ${of.visitorHash}::text`);
}

/** Attempts whose last try is from before that moment. */
export async function deleteOldAttempts(
  store: Queryable,
  workspaceId: number,
  before: Date,
): Promise<number> {
  return store.run(sql`
    delete from password_attempt
     where workspace_id = ${workspaceId}::bigint and updated_at < ${before}::timestamptz`);
}
