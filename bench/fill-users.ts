import { openStore, run } from "./open-store.ts";

export interface FillUsers {
  readonly dataDir: string;
  /** The last user that was made, who is copied. */
  readonly euid: number;
  readonly users: number;
}

const CHUNK = 50_000;

/** Copies a user of a closed store until there are so many, straight in its tables. */
export async function fillUsers({ dataDir, euid, users }: FillUsers): Promise<void> {
  await using db = await openStore(dataDir, 256);
  for (let from = 1; from < users; from += CHUNK) {
    const range = [from, Math.min(from + CHUNK, users) - 1];
    await run(db, COPY_PROFILES, [euid, ...range]);
    await run(db, COPY_IDENTIFIERS, [euid, ...range]);
    // The store makes none by itself, and keeps all that was written until then twice.
    await run(db, "checkpoint");
  }
  for (const table of ["profile", "identifier"]) await run(db, `vacuum (analyze) ${table}`);
  await run(db, "checkpoint");
}

const COPY_PROFILES = `
  insert into profile (workspace_id, euid, properties, email, created_at, updated_at)
  select workspace_id, euid + n, properties || jsonb_build_object('visits', n, 'city', 'Kota ' || n),
         'orang' || n || '@example.com', created_at, updated_at
    from profile, generate_series($2::integer, $3::integer) as n
   where euid = $1::bigint`;

const COPY_IDENTIFIERS = `
  insert into identifier (workspace_id, kind, value, euid, created_at)
  select workspace_id, kind, value || '-' || n, euid + n, created_at
    from identifier, generate_series($2::integer, $3::integer) as n
   where euid = $1::bigint`;
