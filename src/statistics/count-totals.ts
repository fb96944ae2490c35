import type { WorkspaceContext } from "../context.ts";
import { type DayRange, rangeBefore } from "./day-range.ts";
import { type AskedScope, loadScope } from "./load-scope.ts";
import { daySlots, type Slots } from "./quarters.ts";
import { type Figures, sumOf } from "./scope.ts";
import { tallySlots, tallyUsers, tallyVisitors } from "./store/figures.ts";

export interface Totals extends Figures {
  readonly qr: number;
  /** Clicks of people whose number is known. */
  readonly known: number;
  /** Known users among the people, each counted once, of the clicks that are kept one by one. */
  readonly knownPeople: number;
}

/**
 * Of some days, and of as many days before them. People of one link are each counted once; those of
 * a group or workspace are the sum of the days.
 */
export async function countTotals(
  ctx: WorkspaceContext,
  asked: { readonly of: AskedScope; readonly range: DayRange },
): Promise<Totals & { readonly before: Totals }> {
  const scope = await loadScope(ctx, asked.of);
  const slots = twoSlots(asked.range, ctx.workspace.timeZone);
  // First the people, so that a click in between does not make them more than the clicks.
  const visitors = scope.kind === "link" ? await tallyVisitors(ctx.db, scope, slots) : null;
  const users = await tallyUsers(ctx.db, scope, slots);
  const tallies = await tallySlots(ctx.db, { ...scope, ids: [scope.id] }, slots);
  const totalsOf = (place: number): Totals => {
    const { clicks, dayPeople, qr, known } = sumOf(tallies.filter(({ slot }) => slot === place));
    const people = visitors === null ? dayPeople : (visitors.get(place) ?? 0);
    return { clicks, people, qr, known, knownPeople: users.get(place) ?? 0 };
  };
  return { ...totalsOf(1), before: totalsOf(0) };
}

/** The range before as one slot, and the range as another. */
function twoSlots(range: DayRange, zone: string): Slots {
  const [start = 0] = daySlots(rangeBefore(range), zone).bounds;
  const { bounds } = daySlots(range, zone);
  return { bounds: [start, bounds[0] ?? 0, bounds.at(-1) ?? 0] };
}
