import type { Transaction } from "../db/database.ts";
import { euidsOf } from "./call-order.ts";
import { lockPeople } from "./lock-people.ts";

export interface CalledUsers<Call, Row> {
  /** Each with the number of the user that it leads to; unknown numbers stay as they were. */
  readonly calls: readonly Call[];
  readonly rows: ReadonlyMap<number, Row>;
}

/** Holds the users that calls of one workspace name, by whatever number. `lockRows` reads and holds. */
export async function lockCalledUsers<
  Call extends { readonly euid: number },
  Row extends { readonly euid: number },
>(
  { tx, workspaceId }: { readonly tx: Transaction; readonly workspaceId: number },
  calls: readonly Call[],
  lockRows: (euids: readonly number[]) => Promise<readonly Row[]>,
): Promise<CalledUsers<Call, Row>> {
  const euids = euidsOf(calls);
  const rows = new Map<number, Row>();
  for (const row of await lockRows(euids)) rows.set(row.euid, row);
  const missing = euids.filter((euid) => !rows.has(euid));
  if (missing.length === 0) return { calls, rows };
  const people = await lockPeople(tx, workspaceId, missing);
  const more = [...new Set(people.values())].filter((euid) => !rows.has(euid));
  if (more.length > 0) for (const row of await lockRows(more)) rows.set(row.euid, row);
  const named = calls.map((call) => ({ ...call, euid: people.get(call.euid) ?? call.euid }));
  return { calls: named, rows };
}
