import type { WorkspaceContext } from "../context.ts";
import type { Day } from "../kit/day.ts";
import { listGroups } from "../links/list-groups.ts";
import { loadGroupNames } from "../links/load-group-names.ts";
import { requirePlan } from "../workspaces/plan.ts";
import { daySlots } from "./quarters.ts";
import { type Figures, sumOf } from "./scope.ts";
import { tallySlots } from "./store/figures.ts";

export interface ClicksByGroup {
  readonly day: Day;
  /** In this order; null: all of the workspace, the newest first. */
  readonly groupIds: readonly number[] | null;
  readonly page: { readonly limit: number; readonly offset: number };
}

export interface GroupFigures extends Figures {
  readonly groupId: number;
  readonly name: string;
}

/** The clicks of groups on one day, and how many groups there are in all. */
export async function countClicksByGroup(
  ctx: WorkspaceContext,
  asked: ClicksByGroup,
): Promise<{ groups: GroupFigures[]; total: number }> {
  const { named, total } = await pageOfGroups(ctx, asked);
  requirePlan(ctx.workspace.plan, "groupClicks");
  const slots = daySlots({ first: asked.day, days: 1 }, ctx.workspace.timeZone);
  const ids = named.map(({ id }) => id);
  const tallies = await tallySlots(
    ctx.db,
    { workspaceId: ctx.workspace.id, kind: "group", ids },
    slots,
  );
  const groups = named.map(({ id, name }) => {
    const { clicks, dayPeople } = sumOf(tallies.filter((tally) => tally.id === id));
    return { groupId: id, name, clicks, people: dayPeople };
  });
  return { groups, total };
}

async function pageOfGroups(ctx: WorkspaceContext, { groupIds, page }: ClicksByGroup) {
  if (groupIds === null) {
    const { groups, total } = await listGroups(ctx, {
      filter: { name: null, groupId: null },
      page,
    });
    return { named: groups, total };
  }
  const names = await loadGroupNames(ctx, groupIds);
  const named = [...names].map(([id, name]) => ({ id, name }));
  return { named: named.slice(page.offset, page.offset + page.limit), total: names.size };
}
