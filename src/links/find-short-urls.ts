import type { Queryable } from "../db/database.ts";
import { shortUrl } from "./address.ts";
import { findLinkNameRows } from "./store/link-rows.ts";

/** Of links, by number; a deleted one is not in it. */
export async function findShortUrls(
  store: Queryable,
  workspaceId: number,
  linkIds: readonly number[],
): Promise<ReadonlyMap<number, string>> {
  const rows = await findLinkNameRows(store, workspaceId, linkIds);
  return new Map(rows.map(({ id, slug, origin }) => [id, shortUrl(origin, slug)]));
}
