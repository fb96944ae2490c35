import type { WorkspaceContext } from "../context.ts";
import { listGroupLabels } from "../links/list-group-labels.ts";
import { requirePlan } from "../workspaces/plan.ts";
import type { DayRange } from "./day-range.ts";
import { loadRangeFigures } from "./load-range-figures.ts";
import {
  compareRanks,
  firstOf,
  noFigures,
  type RangeFigures,
  type RankOrder,
  rankValue,
} from "./ranking.ts";

export interface ListRankedGroups extends RankOrder {
  readonly range: DayRange;
  readonly page: { readonly limit: number; readonly offset: number };
}

export interface RankedGroup extends RangeFigures {
  readonly groupId: number;
  readonly name: string;
  /** Links that are in it now. */
  readonly links: number;
}

/** A page of all groups of the workspace in order, also those without clicks, and how many there are. */
export async function listRankedGroups(
  ctx: WorkspaceContext,
  { range, sort, ascending, page }: ListRankedGroups,
): Promise<{ groups: RankedGroup[]; total: number }> {
  requirePlan(ctx.workspace.plan, "groupClicks");
  const labels = await listGroupLabels(ctx);
  const figures = await loadRangeFigures(ctx, { range, groupId: null, by: "groupId" });
  const ranks = labels.map(({ id, name, links }) => {
    const of = figures.get(id) ?? noFigures;
    return { id, value: rankValue(sort, of), row: { groupId: id, name, links, ...of } };
  });
  const until = Math.min(page.offset + page.limit, ranks.length);
  const first = firstOf(ranks, until, compareRanks(ascending));
  return { groups: first.slice(page.offset).map(({ row }) => row), total: ranks.length };
}
