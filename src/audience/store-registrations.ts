import type { Transaction } from "../db/database.ts";
import type { Clock } from "../kit/clock.ts";
import { byWorkspace } from "./call-order.ts";
import { type Identifier, identifierKey } from "./identity.ts";
import {
  deleteProfiles,
  findIdentifiers,
  type IdentifierRow,
  insertIdentifiers,
  insertProfiles,
  nextEuids,
} from "./store/identifiers.ts";
import type { Registration } from "./writes.ts";

/** Identifiers that one statement looks up or makes. */
const CHUNK = 500;

/** The users of each call's values, in their order; those that nobody has are made. */
export async function storeRegistrations(
  tx: Transaction,
  calls: readonly Registration[],
  clock: Clock,
): Promise<number[][]> {
  const at = clock();
  const words = new Array<number[]>(calls.length);
  for (const [workspaceId, numbers] of byWorkspace(calls)) {
    const mine = numbers.map((number) => calls[number] as Registration);
    const euids = await euidsOfAll({ tx, workspaceId, at }, distinctSorted(mine));
    for (const number of numbers) {
      const { kind, values } = calls[number] as Registration;
      words[number] = values.map((value) => found(euids, { kind, value }));
    }
  }
  return words;
}

interface Work {
  readonly tx: Transaction;
  readonly workspaceId: number;
  readonly at: Date;
}

function found(euids: ReadonlyMap<string, number>, identifier: Identifier): number {
  const euid = euids.get(identifierKey(identifier));
  if (euid === undefined) throw new Error("an identifier leads to nobody");
  return euid;
}

/** All transactions insert in this order, so that two that share identifiers do not deadlock. */
function distinctSorted(calls: readonly Registration[]): Identifier[] {
  const wanted = new Map<string, Identifier>();
  for (const { kind, values } of calls) {
    for (const value of values) wanted.set(identifierKey({ kind, value }), { kind, value });
  }
  return [...wanted.keys()].sort().map((key) => wanted.get(key) as Identifier);
}

async function euidsOfAll(
  work: Work,
  wanted: readonly Identifier[],
): Promise<ReadonlyMap<string, number>> {
  const euids = new Map<string, number>();
  const note = (rows: readonly IdentifierRow[]): void => {
    for (const row of rows) euids.set(identifierKey(row), row.euid);
  };
  for (let from = 0; from < wanted.length; from += CHUNK) {
    const chunk = wanted.slice(from, from + CHUNK);
    note(await findIdentifiers(work.tx, work.workspaceId, chunk));
    const missing = chunk.filter((identifier) => !euids.has(identifierKey(identifier)));
    if (missing.length > 0) note(await makeUsers(work, missing));
  }
  return euids;
}

/** A user for each identifier that is still nobody's; another node may have been quicker. */
async function makeUsers(
  { tx, workspaceId, at }: Work,
  missing: readonly Identifier[],
): Promise<IdentifierRow[]> {
  const euids = await nextEuids(tx, missing.length);
  const rows = missing.map((identifier, index) => ({
    ...identifier,
    euid: euids[index] as number,
  }));
  await insertProfiles(tx, workspaceId, at, euids);
  const made = new Set((await insertIdentifiers(tx, workspaceId, at, rows)).map(identifierKey));
  if (made.size === rows.length) return rows;
  const lost = rows.filter((row) => !made.has(identifierKey(row)));
  await deleteProfiles(
    tx,
    workspaceId,
    lost.map(({ euid }) => euid),
  );
  const theirs = await findIdentifiers(tx, workspaceId, lost);
  return [...rows.filter((row) => made.has(identifierKey(row))), ...theirs];
}
