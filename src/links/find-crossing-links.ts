import type { Queryable } from "../db/database.ts";
import type { CrossingLink } from "./link.ts";
import { findCrossingRows } from "./store/link-sets.ts";

/** By number, those that there are, with the settings that hold for them now. */
export async function findCrossingLinks(
  store: Queryable,
  workspaceId: number,
  linkIds: readonly number[],
): Promise<ReadonlyMap<number, CrossingLink>> {
  const links = await findCrossingRows(store, workspaceId, linkIds);
  return new Map(links.map((link) => [link.id, link]));
}
