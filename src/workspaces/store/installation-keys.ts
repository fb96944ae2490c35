import type { Transaction } from "../../db/database.ts";
import { sql } from "../../db/sql.ts";

/** The secret under this name: the one given where there was none, else the one that stands. */
export async function findOrInsertInstallationKey(
  tx: Transaction,
  key: { readonly name: string; readonly secret: Buffer; readonly createdAt: Date },
): Promise<Buffer> {
  await tx.run(sql`
    insert into installation_key (name, secret, created_at)
    values (${key.name}::text, ${key.secret}::bytea, ${key.createdAt}::timestamptz)
    on conflict (name) do nothing`);
  const row = await tx.one<{ secret: Buffer }>(sql`
    select secret from installation_key where name = ${key.name}::text`);
  if (row === undefined) throw new Error(`no installation key ${key.name}`);
  return row.secret;
}
