import type { Context } from "../context.ts";
import { createMonth, listMonths } from "./store/months.ts";

/** Makes the months that clicks of these moments are kept in, where they are not there yet. */
export async function ensureMonths(
  ctx: Pick<Context, "db">,
  timesMs: Iterable<number>,
): Promise<void> {
  const wanted = new Set([...timesMs].map(monthOf));
  // Making one holds up whoever reads clicks, so that is left where nothing is to be made.
  for (const month of await listMonths(ctx.db)) wanted.delete(month);
  for (const month of wanted) {
    await ctx.db.transaction((tx) => createMonth(tx, month), "background");
  }
}

/** The month of a moment, as months are kept: UTC, "2026-11". */
export function monthOf(ms: number): string {
  return new Date(ms).toISOString().slice(0, 7);
}
