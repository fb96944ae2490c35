import type { WorkspaceContext } from "../context.ts";
import type { Day } from "../kit/day.ts";
import { type AskedScope, loadScope } from "./load-scope.ts";
import { hourSlots } from "./quarters.ts";
import { type Figures, sumOf } from "./scope.ts";
import { tallySlots } from "./store/figures.ts";

const HOURS = Array.from({ length: 24 }, (_, hour) => hour);

/** A row for each hour of the clock on a day: zeros too, also for one that the clocks skip. */
export async function countClicksByHour(
  ctx: WorkspaceContext,
  asked: { readonly of: AskedScope; readonly day: Day },
): Promise<(Figures & { readonly hour: number })[]> {
  const scope = await loadScope(ctx, asked.of);
  const slots = hourSlots(asked.day, ctx.workspace.timeZone);
  const tallies = await tallySlots(ctx.db, { ...scope, ids: [scope.id] }, slots);
  return HOURS.map((hour) => {
    const { clicks, hourPeople } = sumOf(tallies.filter(({ slot }) => slots.hours[slot] === hour));
    return { hour, clicks, people: hourPeople };
  });
}
