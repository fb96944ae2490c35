import type { Context } from "../context.ts";
import type { Transaction } from "../db/database.ts";
import { addedClicks, type CountedClick, personClicks } from "./person-click.ts";
import { addToProfiles, insertPersonClicks } from "./store/person-clicks.ts";

/** Asks in the transaction what things are called now, by number. */
type FindNames = (
  tx: Transaction,
  workspaceId: number,
  ids: readonly number[],
) => Promise<ReadonlyMap<number, string>>;

export interface PersonClickParts extends Pick<Context, "clock"> {
  readonly findShortUrls: FindNames;
  readonly findGroupNames: FindNames;
}

/** What of a workspace was counted. */
interface Counted {
  readonly workspace: { readonly id: number };
  readonly clicks: readonly CountedClick[];
  readonly firstNumber: number;
}

/**
 * Makes what tells people's timelines of their clicks, and moves their standard attributes, in the
 * transaction that counts. It holds the profiles of these people already.
 */
export function makeRecordPersonClicks({
  clock,
  findShortUrls,
  findGroupNames,
}: PersonClickParts): (tx: Transaction, counted: Counted) => Promise<void> {
  return async (tx, { workspace, clicks, firstNumber }) => {
    const { id } = workspace;
    const some = personClicks(clicks, firstNumber);
    if (some.length === 0) return;
    const links = await findShortUrls(tx, id, [...new Set(some.map(({ linkId }) => linkId))]);
    const groupIds = new Set(some.map(({ groupId }) => groupId).filter((group) => group !== null));
    const groups = await findGroupNames(tx, id, [...groupIds]);
    insertPersonClicks(tx, id, some, { links, groups });
    addToProfiles(tx, id, addedClicks(some), clock());
  };
}
