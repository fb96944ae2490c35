import type { Transaction } from "../db/database.ts";
import { ascending, euidsOf } from "./call-order.ts";
import { lockPeople } from "./lock-people.ts";
import { findWinners } from "./store/merges.ts";

export interface CalledUsers<Call, Row> {
  /** Each with the number of the user that it leads to; unknown numbers stay as they were. */
  readonly calls: readonly Call[];
  readonly rows: ReadonlyMap<number, Row>;
}

export interface CallPlace {
  readonly tx: Transaction;
  readonly workspaceId: number;
  /** No other transaction runs: it is all the same in which order users are held. */
  readonly alone?: boolean;
}

/** Holds the users that calls of one workspace name, by whatever number. `lockRows` reads and holds. */
export async function lockCalledUsers<
  Call extends { readonly euid: number },
  Row extends { readonly euid: number },
>(
  { tx, workspaceId, alone = false }: CallPlace,
  calls: readonly Call[],
  lockRows: (euids: readonly number[]) => Promise<readonly Row[]>,
): Promise<CalledUsers<Call, Row>> {
  const sent = euidsOf(calls);
  const people = alone ? new Map<number, number>() : await findWinners(tx, workspaceId, sent);
  const named = (euid: number): number => people.get(euid) ?? euid;
  const rows = new Map<number, Row>();
  const read = async (euids: readonly number[]): Promise<void> => {
    for (const row of await lockRows(euids)) rows.set(row.euid, row);
  };
  // Users are held ascending, whatever numbers of theirs are in use.
  await read(ascending(sent.map(named)));
  const missing = sent.filter((euid) => !rows.has(named(euid)));
  if (missing.length > 0) {
    // Nobody, or merged while it was waited for.
    for (const [euid, user] of await lockPeople(tx, workspaceId, missing)) people.set(euid, user);
    const more = ascending(missing.map(named)).filter((euid) => !rows.has(euid));
    if (more.length > 0) await read(more);
  }
  if (people.size === 0) return { calls, rows };
  return { calls: calls.map((call) => ({ ...call, euid: named(call.euid) })), rows };
}
