import type { WorkspaceContext } from "../context.ts";
import type { CountedGroup, GroupFilter } from "./group.ts";
import { countGroupRows, listGroupRows } from "./store/group-rows.ts";

export interface ListGroups {
  readonly filter: GroupFilter;
  readonly page: { readonly limit: number; readonly offset: number };
}

/** The newest first, and how many there are in all. */
export async function listGroups(
  ctx: WorkspaceContext,
  { filter, page }: ListGroups,
): Promise<{ groups: CountedGroup[]; total: number }> {
  const total = await countGroupRows(ctx.db, ctx.workspace.id, filter);
  const some = total > page.offset;
  return {
    groups: some ? await listGroupRows(ctx.db, ctx.workspace.id, filter, page) : [],
    total,
  };
}
