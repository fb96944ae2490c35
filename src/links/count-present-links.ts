import type { LinksContext } from "./list-link-ids.ts";
import { countLinkIdRows } from "./store/link-labels.ts";

/** How many links the workspace, or one of its groups, has. */
export function countPresentLinks(ctx: LinksContext, groupId: number | null): Promise<number> {
  return countLinkIdRows(ctx.db, ctx.workspace.id, { groupId, at: ctx.clock() });
}
