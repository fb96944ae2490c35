import type { WorkspaceContext } from "../context.ts";
import type { Day } from "../kit/day.ts";
import { Fault } from "../kit/fault.ts";
import { comparedPart } from "./compared-part.ts";
import { type DayRange, rangeBefore } from "./day-range.ts";
import { type AskedScope, loadScope } from "./load-scope.ts";
import { daySlots, type Slots } from "./quarters.ts";
import { type Figures, type Scope, sumOf } from "./scope.ts";
import { tallySlots, tallyUsers, tallyVisitors } from "./store/figures.ts";

export interface Totals extends Figures {
  readonly qr: number;
  /** Clicks of people whose number is known. */
  readonly known: number;
  /** Known users among the people, each counted once, of the clicks that are kept one by one. */
  readonly knownPeople: number;
}

/**
 * Of some days, and of as many days before them, or of the same part of the days from `comparedFrom`
 * on. People of one link are each counted once; those of a group or workspace are the sum of the days.
 */
export async function countTotals(
  ctx: WorkspaceContext,
  asked: {
    readonly of: AskedScope;
    readonly range: DayRange;
    readonly comparedFrom?: Day | undefined;
  },
): Promise<Totals & { readonly before: Totals }> {
  const scope = await loadScope(ctx, asked.of);
  const zone = ctx.workspace.timeZone;
  const slots = daySlots(asked.range, zone);
  return {
    ...(await totalsWithin(ctx, scope, slots)),
    before: await totalsWithin(ctx, scope, partBefore(ctx, asked)),
  };
}

function partBefore(
  { clock, workspace }: WorkspaceContext,
  { range, comparedFrom }: { readonly range: DayRange; readonly comparedFrom?: Day | undefined },
): Slots {
  if (comparedFrom === undefined) return daySlots(rangeBefore(range), workspace.timeZone);
  if (comparedFrom >= range.first) {
    throw new Fault("field_invalid", { field: "comparedFrom", reason: "not_before_range" });
  }
  return comparedPart({ range, from: comparedFrom, now: clock() }, workspace.timeZone);
}

async function totalsWithin(ctx: WorkspaceContext, scope: Scope, slots: Slots): Promise<Totals> {
  const bounds = [slots.bounds[0] ?? 0, slots.bounds.at(-1) ?? 0];
  // First the people, so that a click in between does not make them more than the clicks.
  const visitors = scope.kind === "link" ? await tallyVisitors(ctx.db, scope, { bounds }) : null;
  const users = await tallyUsers(ctx.db, scope, { bounds });
  const tallies = await tallySlots(ctx.db, { ...scope, ids: [scope.id] }, { bounds });
  const { clicks, dayPeople, qr, known } = sumOf(tallies);
  const people = visitors === null ? dayPeople : (visitors.get(0) ?? 0);
  return { clicks, people, qr, known, knownPeople: users.get(0) ?? 0 };
}
