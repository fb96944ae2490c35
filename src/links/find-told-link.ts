import type { Context } from "../context.ts";
import { shortUrl } from "./address.ts";
import { findGroupNames } from "./store/group-rows.ts";
import { findLinkRow, type LinkKey } from "./store/link-rows.ts";

/** A link as its owner knows it. */
export interface OwnersLink {
  readonly shortUrl: string;
  readonly title: string | null;
  readonly groupName: string | null;
}

/** As it is called now; undefined where it is gone. */
export async function findToldLink(
  { db, clock }: Pick<Context, "db" | "clock">,
  key: LinkKey,
): Promise<OwnersLink | undefined> {
  const link = await findLinkRow(db, key, clock());
  if (link === undefined) return undefined;
  const { origin, slug, title, groupId } = link;
  const names = groupId === null ? undefined : await findGroupNames(db, key.workspaceId, [groupId]);
  const groupName = groupId === null ? undefined : names?.get(groupId);
  return { shortUrl: shortUrl(origin, slug), title, groupName: groupName ?? null };
}
