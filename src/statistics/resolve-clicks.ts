import type { Context } from "../context.ts";
import type { Queryable } from "../db/database.ts";
import { findLinkNames } from "../links/find-link-names.ts";
import type { ClickDetail } from "./click-detail.ts";
import type { ClickRow } from "./store/clicks.ts";

/** Who each number leads to now: numbers outlive their users. Those that lead to nobody are not in it. */
export type FindUsers = (
  store: Queryable,
  workspaceId: number,
  euids: readonly number[],
) => Promise<ReadonlyMap<number, number>>;

export interface ClickParts extends Pick<Context, "db"> {
  readonly findUsers: FindUsers;
}

/** Clicks with their links as these are called now, and with the users that there are now. */
export async function resolveClicks(
  { db, findUsers }: ClickParts,
  workspaceId: number,
  clicks: readonly ClickRow[],
): Promise<ClickDetail[]> {
  const links = await findLinkNames({ db }, workspaceId, [
    ...new Set(clicks.map(({ linkId }) => linkId)),
  ]);
  const euids = new Set(clicks.map(({ euid }) => euid).filter((euid) => euid !== null));
  const users = euids.size === 0 ? null : await findUsers(db, workspaceId, [...euids]);
  return clicks.map(({ linkId, euid, ...click }) => ({
    ...click,
    link: links.get(linkId) ?? null,
    euid: euid === null ? null : (users?.get(euid) ?? null),
  }));
}
