import type { Queryable, Transaction } from "../../db/database.ts";
import { sql } from "../../db/sql.ts";
import { urlHash } from "./link-rows.ts";

/** A link whose title nobody has said yet, and the page to ask. */
export interface UntitledLink {
  readonly linkId: number;
  readonly url: string;
  readonly host: string;
  readonly slug: string;
}

/** What the page at `url` is called; null where it has no title. */
export interface FetchedTitle extends UntitledLink {
  readonly title: string | null;
}

export async function listUntitledLinks(
  store: Queryable,
  workspaceId: number,
  linkIds: readonly number[],
): Promise<UntitledLink[]> {
  return store.all<UntitledLink>(sql`
    select link_id as "linkId", url, host, slug from link
     where workspace_id = ${workspaceId}::bigint and link_id = any(${linkIds}::bigint[])
       and title_state = 'pending'
     order by link_id`);
}

/** A link that was given a title or another URL meanwhile keeps what it has. */
export async function saveFetchedTitles(
  tx: Transaction,
  workspaceId: number,
  fetched: readonly FetchedTitle[],
): Promise<void> {
  await tx.run(sql`
    select link_id from link
     where workspace_id = ${workspaceId}::bigint
       and link_id = any(${fetched.map((one) => one.linkId)}::bigint[])
     order by link_id
       for update`);
  await tx.run(sql`
    update link
       set title = fetched.title, title_state = 'fetched'
      from unnest(
        ${fetched.map((one) => one.linkId)}::bigint[],
        ${fetched.map((one) => urlHash(one.url))}::bytea[],
        ${fetched.map((one) => one.title)}::text[]
      ) as fetched (link_id, url_hash, title)
     where link.workspace_id = ${workspaceId}::bigint
       and link.link_id = fetched.link_id
       and link.url_hash = fetched.url_hash
       and link.title_state = 'pending'`);
}
