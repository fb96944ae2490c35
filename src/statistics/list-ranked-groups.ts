import type { WorkspaceContext } from "../context.ts";
import { listGroupLabels } from "../links/list-group-labels.ts";
import { requirePlan } from "../workspaces/plan.ts";
import { type DayRange, rangeBefore } from "./day-range.ts";
import { loadFigures } from "./load-figures.ts";
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
  const load = (of: DayRange) => loadFigures(ctx, { range: of, groupId: null, by: "groupId" });
  const figures = await load(range);
  const earlier = await load(rangeBefore(range));
  const ranks = labels.map(({ id, name, links }) => {
    const [now, before] = [figures.get(id) ?? noFigures, earlier.get(id) ?? noFigures];
    const row = { groupId: id, name, links, ...now, before };
    return { id, value: rankValue(sort, now, before), row };
  });
  const until = Math.min(page.offset + page.limit, ranks.length);
  const first = firstOf(ranks, until, compareRanks(ascending));
  return { groups: first.slice(page.offset).map(({ row }) => row), total: ranks.length };
}
