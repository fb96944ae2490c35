import type { Queryable } from "../db/database.ts";
import { findWinners } from "./store/merges.ts";
import { findProfiles } from "./store/profiles.ts";

/** The user that a number leads to: itself, or who it was merged into; undefined for nobody. */
export async function findUser(
  store: Queryable,
  workspaceId: number,
  euid: number,
): Promise<number | undefined> {
  return (await findUsers(store, workspaceId, [euid])).get(euid);
}

/** Who each of these numbers leads to now; those that lead to nobody are not in it. */
export async function findUsers(
  store: Queryable,
  workspaceId: number,
  euids: readonly number[],
): Promise<Map<number, number>> {
  const there = await findProfiles(store, workspaceId, euids);
  const users = new Map(there.map((euid) => [euid, euid]));
  const gone = euids.filter((euid) => !users.has(euid));
  if (gone.length === 0) return users;
  // Asked last: who is merged meanwhile is found here.
  for (const [euid, winner] of await findWinners(store, workspaceId, gone)) users.set(euid, winner);
  return users;
}
