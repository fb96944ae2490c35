import type { Queryable } from "../db/database.ts";
import { findGroupNames as find } from "./store/group-rows.ts";

/** Of groups, by number; a deleted one is not in it. */
export async function findGroupNames(
  store: Queryable,
  workspaceId: number,
  groupIds: readonly number[],
): Promise<ReadonlyMap<number, string>> {
  return groupIds.length === 0 ? new Map() : find(store, workspaceId, groupIds);
}
