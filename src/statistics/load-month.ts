import type { Context } from "../context.ts";
import type { Workspace } from "../workspaces/workspace.ts";
import { daysOf, lastOf } from "./day-range.ts";
import type { Dimension } from "./dimension.ts";
import type { Leading, LinkMonth } from "./link-month.ts";
import { daysOfMonth, type Month, monthOf, monthsBetween, nearestMonth } from "./month.ts";
import { dayOf, daySlots, quarterOf } from "./quarters.ts";
import { type Scope, sumOf } from "./scope.ts";
import { findFirstQuarter, tallyMonthPeople, tallySlots, tallyValues } from "./store/figures.ts";

const LEADING = 6;

export interface LoadMonth {
  readonly workspace: Pick<Workspace, "id" | "timeZone">;
  readonly of: Pick<Scope, "id"> & { readonly kind: "link" | "group" };
  /** Null: the present one. One without figures stands for the nearest that may have some. */
  readonly month: Month | null;
}

/** A month of a link or of a group. */
export async function loadMonth(
  { db, clock }: Pick<Context, "db" | "clock">,
  { workspace, of, month: wanted }: LoadMonth,
): Promise<LinkMonth> {
  const { id: workspaceId, timeZone } = workspace;
  const scope: Scope = { workspaceId, ...of };
  const today = dayOf(quarterOf(clock()), timeZone);
  const firstQuarter = await findFirstQuarter(db, scope);
  const first = firstQuarter === null ? today : dayOf(firstQuarter, timeZone);
  const months = monthsBetween(monthOf(first), monthOf(today));
  const month = nearestMonth(wanted, months.at(-1) ?? monthOf(today), monthOf(today));
  const range = daysOfMonth(month);
  const slots = daySlots(range, timeZone);
  const span = { first: range.first, last: lastOf(range) };
  // First the people, so that a click in between does not make them more than the clicks.
  const monthPeople =
    of.kind === "link" ? await tallyMonthPeople(db, { workspaceId, linkId: of.id, ...span }) : null;
  const tallies = await tallySlots(db, { ...scope, ids: [of.id] }, slots);
  const { clicks, qr, dayPeople } = sumOf(tallies);
  const leading = async (dimension: Dimension): Promise<Leading> => {
    const values = await tallyValues(db, { scope, dimension, ...span, limit: LEADING });
    const shown = values.reduce((sum, value) => sum + value.clicks, 0);
    // Days of the calendar that held when they were counted may hold more than those of the present one.
    return { values, others: Math.max(0, clicks - shown) };
  };
  const days = daysOf(range).map((day, index) => {
    const sum = sumOf(tallies.filter(({ slot }) => slot === index));
    return { day, clicks: sum.clicks, people: sum.dayPeople };
  });
  return {
    month,
    months,
    today,
    days: days.filter(({ day, clicks: some }) => day <= today || some > 0),
    clicks,
    people: monthPeople ?? dayPeople,
    scans: qr,
    countries: await leading("country"),
    devices: await leading("device"),
    referrers: await leading("referrer"),
  };
}
