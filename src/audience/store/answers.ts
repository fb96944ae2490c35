import type { Transaction } from "../../db/database.ts";
import { sql } from "../../db/sql.ts";

/** What names a request that is to be done once. */
export interface RequestKey {
  readonly workspaceId: number;
  readonly dataSourceId: number;
  readonly key: string;
}

export interface AnswerRow {
  readonly requestHash: string;
  readonly answer: string;
}

/**
 * True where the key was free, or its answer older than `since`; it is then held until the
 * transaction ends. Waits for another transaction that holds it.
 */
export async function takeKey(
  tx: Transaction,
  { workspaceId, dataSourceId, key }: RequestKey,
  request: { readonly requestHash: string; readonly at: Date; readonly since: Date },
): Promise<boolean> {
  const row = await tx.one(sql`
    insert into idempotent_answer (
      workspace_id, data_source_id, key, request_hash, answer, created_at)
    values (${workspaceId}::bigint, ${dataSourceId}::bigint, ${key}::text,
            ${request.requestHash}::text, '', ${request.at}::timestamptz)
    on conflict (workspace_id, data_source_id, key) do update
       set request_hash = excluded.request_hash,
           answer = excluded.answer,
           created_at = excluded.created_at
     where idempotent_answer.created_at <= ${request.since}::timestamptz
    returning key`);
  return row !== undefined;
}

export async function findAnswer(
  tx: Transaction,
  { workspaceId, dataSourceId, key }: RequestKey,
): Promise<AnswerRow | undefined> {
  return tx.one<AnswerRow>(sql`
    select request_hash as "requestHash", answer
      from idempotent_answer
     where workspace_id = ${workspaceId}::bigint
       and data_source_id = ${dataSourceId}::bigint
       and key = ${key}::text`);
}

export async function saveAnswer(
  tx: Transaction,
  { workspaceId, dataSourceId, key }: RequestKey,
  answer: string,
): Promise<void> {
  await tx.run(sql`
    update idempotent_answer set answer = ${answer}::text
     where workspace_id = ${workspaceId}::bigint
       and data_source_id = ${dataSourceId}::bigint
       and key = ${key}::text`);
}

/** Answers how many there were, at most `limit`. */
export async function deleteAnswers(
  tx: Transaction,
  workspaceId: number,
  before: Date,
  limit: number,
): Promise<number> {
  return tx.run(sql`
    delete from idempotent_answer
     where workspace_id = ${workspaceId}::bigint
       and (data_source_id, key) in (
         select data_source_id, key
           from idempotent_answer
          where workspace_id = ${workspaceId}::bigint and created_at <= ${before}::timestamptz
          limit ${limit}::integer)`);
}
