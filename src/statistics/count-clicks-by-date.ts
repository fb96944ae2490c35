import type { WorkspaceContext } from "../context.ts";
import type { Day } from "../kit/day.ts";
import { type DayRange, daysOf } from "./day-range.ts";
import { type AskedScope, loadScope } from "./load-scope.ts";
import { daySlots } from "./quarters.ts";
import { type Figures, sumOf } from "./scope.ts";
import { tallySlots } from "./store/figures.ts";

/** A row for each day of the workspace's calendar, zeros too. */
export async function countClicksByDate(
  ctx: WorkspaceContext,
  asked: { readonly of: AskedScope; readonly range: DayRange },
): Promise<(Figures & { readonly day: Day })[]> {
  const scope = await loadScope(ctx, asked.of);
  const slots = daySlots(asked.range, ctx.workspace.timeZone);
  const tallies = await tallySlots(ctx.db, { ...scope, ids: [scope.id] }, slots);
  return daysOf(asked.range).map((day, index) => {
    const { clicks, dayPeople } = sumOf(tallies.filter(({ slot }) => slot === index));
    return { day, clicks, people: dayPeople };
  });
}
