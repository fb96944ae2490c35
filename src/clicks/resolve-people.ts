import type { Transaction } from "../db/database.ts";
import type { Click } from "./click.ts";

/**
 * Holds the users of these numbers until the transaction ends, and answers who each number leads to:
 * numbers outlive their users. Those that lead to nobody are not in it.
 */
export type LockPeople = (
  tx: Transaction,
  workspaceId: number,
  euids: readonly number[],
) => Promise<ReadonlyMap<number, number>>;

/** The clicks with the users that there are now; nothing is asked where all are by strangers. */
export async function resolvePeople(
  tx: Transaction,
  workspaceId: number,
  clicks: readonly Click[],
  lockPeople: LockPeople,
): Promise<readonly Click[]> {
  const euids = new Set(clicks.map(({ record }) => record.euid).filter((euid) => euid !== null));
  if (euids.size === 0) return clicks;
  const people = await lockPeople(tx, workspaceId, [...euids]);
  return clicks.map((click) => {
    const { euid } = click.record;
    if (euid === null) return click;
    return { ...click, record: { ...click.record, euid: people.get(euid) ?? null } };
  });
}
