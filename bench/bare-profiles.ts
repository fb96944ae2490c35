import type { Transaction } from "../src/db/database.ts";
import { sql } from "../src/db/sql.ts";
import { makeWorkspace } from "./make-workspace.ts";
import { openStore, run } from "./open-store.ts";

/** What one call leaves of a user: JSON, as it is stored. */
export interface BareRow {
  readonly user: number;
  readonly properties: string;
  readonly changes: string;
}

/** A store whose profiles are changed by the least that leaves the same rows. */
export interface BareProfiles extends AsyncDisposable {
  /** In one transaction; of users that differ. */
  write(rows: readonly BareRow[]): Promise<void>;
  /** What the product does beside, in its own time. */
  tidy(): Promise<void>;
}

export async function openBareProfiles(dataDir: string, users: number): Promise<BareProfiles> {
  await using opening = new AsyncDisposableStack();
  const db = opening.use(await openStore(dataDir, 16));
  const workspaceId = await makeWorkspace(db);
  await run(db, FILL, [workspaceId, users]);
  const tidy = async (): Promise<void> => {
    for (const table of ["profile", "property_change"]) await run(db, `vacuum (analyze) ${table}`);
    await run(db, "checkpoint");
  };
  await tidy();
  const open = opening.move();
  return {
    write: (rows) => db.transaction((tx) => writeRows(tx, workspaceId, rows)),
    tidy,
    [Symbol.asyncDispose]: () => open.disposeAsync(),
  };
}

async function writeRows(
  tx: Transaction,
  workspaceId: number,
  rows: readonly BareRow[],
): Promise<void> {
  const at = new Date();
  const users = rows.map(({ user }) => user);
  tx.send(sql`
    update profile
       set properties = changed.properties::jsonb, updated_at = ${at}::timestamptz
      from unnest(${users}::bigint[], ${rows.map(({ properties }) => properties)}::text[])
        as changed (euid, properties)
     where profile.workspace_id = ${workspaceId}::bigint and profile.euid = changed.euid`);
  tx.send(sql`
    insert into property_change (
      workspace_id, euid, change_id, changed_at, data_source_id, operation, changes)
    select ${workspaceId}::bigint, euid, nextval('property_change_number'), ${at}::timestamptz,
           1, 'set', changes::jsonb
      from unnest(${users}::bigint[], ${rows.map(({ changes }) => changes)}::text[])
        as made (euid, changes)`);
}

const FILL = `
  insert into profile (workspace_id, euid, properties, created_at, updated_at)
  select $1::bigint, n, '{}', now(), now() from generate_series(1, $2::integer) as n`;
