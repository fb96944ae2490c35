import pg from "pg";
import { checkDatabase } from "./check-database.ts";
import { clientConfig, connectClient, readMigrations } from "./migrate.ts";

export interface StoreFacts {
  /** How many migrations the database has had; 0 where it was never migrated. */
  readonly schema: number;
  /** How many this program has. */
  readonly known: number;
  /** How far this machine's clock is ahead of the store's. */
  readonly apartMs: number;
}

const MIGRATIONS = new URL("../../migrations/", import.meta.url);

/** Looks at a database without changing it; throws where it cannot be reached or used. */
export async function inspectStore(url: string): Promise<StoreFacts> {
  const target = { kind: "server", url } as const;
  const client = new pg.Client(clientConfig(target));
  client.on("error", () => {});
  await connectClient(client, target);
  try {
    await checkDatabase(client);
    const table = await client.query("select to_regclass('schema_migration') is not null as there");
    const schema = table.rows[0]?.there
      ? await client.query("select count(*)::integer as count from schema_migration")
      : { rows: [{ count: 0 }] };
    const askedAt = Date.now();
    const clock = await client.query<{ now: Date }>("select clock_timestamp() as now");
    const answeredAt = Date.now();
    const storeAt = clock.rows[0]?.now.getTime() ?? Number.NaN;
    return {
      schema: schema.rows[0]?.count,
      known: (await readMigrations(MIGRATIONS)).length,
      apartMs: (askedAt + answeredAt) / 2 - storeAt,
    };
  } finally {
    await client.end();
  }
}
