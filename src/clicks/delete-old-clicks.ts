import type { Context } from "../context.ts";
import { monthOf } from "./ensure-months.ts";
import { dropMonth, listMonths } from "./store/months.ts";

export interface DeleteOldClicks {
  readonly before: Date;
  /** Keeps what the single clicks of a time say, which are about to go. */
  readonly settle: (month: { readonly from: Date; readonly until: Date }) => Promise<void>;
}

/** Drops the months of which every click is older than `before`; totals stay. */
export async function deleteOldClicks(
  ctx: Pick<Context, "db">,
  { before, settle }: DeleteOldClicks,
): Promise<void> {
  const kept = monthOf(before.getTime());
  for (const month of await listMonths(ctx.db)) {
    if (month >= kept) return;
    const [year = 0, number = 0] = month.split("-").map(Number);
    await settle({
      from: new Date(Date.UTC(year, number - 1)),
      until: new Date(Date.UTC(year, number)),
    });
    await ctx.db.transaction((tx) => dropMonth(tx, month), "background");
  }
}
