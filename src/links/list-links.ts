import type { WorkspaceContext } from "../context.ts";
import { requirePlan } from "../workspaces/plan.ts";
import type { Link } from "./link.ts";
import type { LinkFilter } from "./link-filter.ts";
import { countLinkRows, listLinkRows } from "./store/link-list.ts";

export interface ListLinks {
  readonly filter: LinkFilter;
  readonly page: { readonly limit: number; readonly offset: number };
}

/** The newest first, and how many there are in all. */
export async function listLinks(
  ctx: WorkspaceContext,
  { filter, page }: ListLinks,
): Promise<{ links: Link[]; total: number }> {
  requirePlan(ctx.workspace.plan, "linkList");
  const query = { workspaceId: ctx.workspace.id, filter, at: ctx.clock() };
  const total = await countLinkRows(ctx.db, query);
  return { links: total > page.offset ? await listLinkRows(ctx.db, query, page) : [], total };
}
