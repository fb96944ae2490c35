import type { LinksContext } from "./list-link-ids.ts";
import { findLinkLabelRows, type LinkLabel } from "./store/link-labels.ts";

export type { LinkLabel };

/** What lists show of links, by number; a deleted one is not in it. */
export async function findLinkLabels(
  ctx: LinksContext,
  linkIds: readonly number[],
): Promise<ReadonlyMap<number, LinkLabel>> {
  if (linkIds.length === 0) return new Map();
  const rows = await findLinkLabelRows(ctx.db, ctx.workspace.id, { linkIds, at: ctx.clock() });
  return new Map(rows.map((row) => [row.id, row]));
}
