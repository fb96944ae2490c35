import { openStore, run } from "./open-store.ts";

const CHUNK = 20_000;

/**
 * Copies the one link `cold-0` of a closed store until there are `count`, straight in its tables: through
 * the API a million links would take most of the bench's time. Answers their paths.
 */
export async function multiplyLinks(dataDir: string, count: number): Promise<string[]> {
  await using db = await openStore(dataDir, 64);
  const first = await db.one<{ workspace: number; link: number }>({
    text: "select workspace_id as workspace, link_id as link from link where slug = 'cold-0'",
    values: [],
    foreign: true,
  });
  if (first === undefined) throw new Error("there is no link to copy");
  for (let from = 1; from < count; from += CHUNK) {
    const range = [from, Math.min(from + CHUNK, count) - 1];
    await run(db, COPY_LINKS, [first.workspace, first.link, ...range]);
    await run(db, COPY_ADDRESSES, [first.workspace, first.link, ...range]);
  }
  await run(db, "vacuum (analyze) link");
  await run(db, "vacuum (analyze) link_address");
  await run(db, "checkpoint");
  return Array.from({ length: count }, (_, index) => `/cold-${index}`);
}

/** The copies' numbers follow the first link's: a fresh store's sequence has no gaps. */
const COPY_LINKS = `
  insert into link (workspace_id, link_id, host, origin, slug, branded, url, url_hash, redirect_type,
                    title, title_state, made_by, version, created_at, updated_at)
  select workspace_id, link_id + n, host, origin, 'cold-' || n, branded, url, url_hash,
         redirect_type, title, title_state, made_by, version, created_at, updated_at
    from link, generate_series($3::integer, $4::integer) n
   where workspace_id = $1::bigint and link_id = $2::bigint`;

const COPY_ADDRESSES = `
  insert into link_address (address, workspace_id, link_id)
  select host || '/' || slug, workspace_id, link_id
    from link
   where workspace_id = $1::bigint
     and link_id between $2::bigint + $3::integer and $2::bigint + $4::integer`;
