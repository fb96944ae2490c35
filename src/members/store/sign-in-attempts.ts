import type { Queryable, Transaction } from "../../db/database.ts";
import { sql } from "../../db/sql.ts";

export interface SignInAttempts {
  readonly key: string;
  readonly triedAt: readonly Date[];
}

/** The tries noted so far, held until the transaction ends; the keys in ascending order. */
export async function lockSignInAttempts(
  tx: Transaction,
  keys: readonly string[],
  at: Date,
): Promise<ReadonlyMap<string, readonly Date[]>> {
  await tx.run(sql`
    insert into sign_in_attempt (attempt_key, tried_at, updated_at)
    select key, ${[]}::timestamptz[], ${at}::timestamptz from unnest(${keys}::text[]) as key
    on conflict (attempt_key) do nothing`);
  const rows = await tx.all<SignInAttempts>(sql`
    select attempt_key as key, tried_at as "triedAt"
      from sign_in_attempt
     where attempt_key = any (${keys}::text[])
     order by attempt_key
       for update`);
  return new Map(rows.map(({ key, triedAt }) => [key, triedAt]));
}

export async function saveSignInAttempts(
  tx: Transaction,
  { key, triedAt }: SignInAttempts,
  at: Date,
): Promise<void> {
  await tx.run(sql`
    update sign_in_attempt
       set tried_at = ${triedAt}::timestamptz[], updated_at = ${at}::timestamptz
     where attempt_key = ${key}::text`);
}

export async function deleteSignInAttempts(tx: Transaction, key: string): Promise<void> {
  await tx.run(sql`delete from sign_in_attempt where attempt_key = ${key}::text`);
}

/** Of those whose last try is from before that moment. */
export async function deleteOldSignInAttempts(store: Queryable, before: Date): Promise<number> {
  return store.run(sql`delete from sign_in_attempt where updated_at < ${before}::timestamptz`);
}
