import type { Queryable } from "../db/database.ts";
import { findWinners } from "./store/merges.ts";
import { hasProfile } from "./store/profiles.ts";

/** The user that a number leads to: itself, or who it was merged into; undefined for nobody. */
export async function findUser(
  store: Queryable,
  workspaceId: number,
  euid: number,
): Promise<number | undefined> {
  if (await hasProfile(store, workspaceId, euid)) return euid;
  return (await findWinners(store, workspaceId, [euid])).get(euid);
}
