import type { ClientBase } from "pg";

/** The database cannot hold what the program stores; the message says what to do. */
export class DatabaseUnsuitable extends Error {
  override readonly name = "DatabaseUnsuitable";
}

interface DatabaseFacts {
  readonly name: string;
  readonly encoding: string;
  /** Schemas beyond the search path that hold tables of this program. */
  readonly elsewhere: readonly string[];
  readonly there: boolean;
}

/** Refuses another encoding than UTF8, and to begin anew beside tables that are in another schema. */
export async function checkDatabase(client: ClientBase): Promise<void> {
  const { rows } = await client.query<DatabaseFacts>(`
    select current_database() as name,
           current_setting('server_encoding') as encoding,
           to_regclass('schema_migration') is not null as there,
           array(select nspname::text
                   from pg_class
                   join pg_namespace on pg_namespace.oid = relnamespace
                  where relname = 'schema_migration' and relkind = 'r') as elsewhere`);
  const [facts] = rows;
  if (facts === undefined) return;
  const { name, encoding, there, elsewhere } = facts;
  if (encoding !== "UTF8") {
    throw new DatabaseUnsuitable(
      `the database ${name} has the encoding ${encoding}, which cannot hold every text: make one with "create database ${name} encoding 'UTF8' template template0"`,
    );
  }
  if (!there && elsewhere.length > 0) {
    throw new DatabaseUnsuitable(
      `the tables of Simpul are in the schema ${elsewhere.join(", ")}, and it looks in the one named as its user, and in public: move them with "alter table … set schema"`,
    );
  }
}
