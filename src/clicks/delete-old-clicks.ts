import type { Context } from "../context.ts";
import { monthOf } from "./ensure-months.ts";
import { dropMonth, listMonths } from "./store/months.ts";

/** Drops the months of which every click is older than `before`; totals stay. */
export async function deleteOldClicks(ctx: Pick<Context, "db">, before: Date): Promise<void> {
  const kept = monthOf(before.getTime());
  for (const month of await listMonths(ctx.db)) {
    if (month < kept) await ctx.db.transaction((tx) => dropMonth(tx, month), "background");
  }
}
