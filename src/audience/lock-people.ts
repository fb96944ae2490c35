import type { Transaction } from "../db/database.ts";
import { ascending } from "./call-order.ts";
import { findWinners } from "./store/merges.ts";
import { lockProfiles } from "./store/profiles.ts";

/**
 * Holds the users of these numbers until the transaction ends, and answers who each number leads to:
 * itself, or the user that it was merged into. Numbers that lead to nobody are not in it. Where they
 * lead is asked first, so that users are held ascending whatever numbers of theirs are in use.
 */
export async function lockPeople(
  tx: Transaction,
  workspaceId: number,
  euids: readonly number[],
): Promise<Map<number, number>> {
  const people = new Map<number, number>();
  const winners = await findWinners(tx, workspaceId, euids);
  let missing = new Map(euids.map((euid) => [euid, winners.get(euid) ?? euid]));
  // A user that goes while it is waited for has a winner, or is erased: nothing goes round for ever.
  while (missing.size > 0) {
    const held = new Set(await lockProfiles(tx, workspaceId, ascending(missing.values())));
    for (const [euid, user] of missing) if (held.has(user)) people.set(euid, user);
    const gone = [...missing.keys()].filter((euid) => !people.has(euid));
    missing = gone.length === 0 ? new Map() : await findWinners(tx, workspaceId, gone);
  }
  return people;
}
