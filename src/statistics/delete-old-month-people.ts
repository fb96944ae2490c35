import type { Context } from "../context.ts";
import { addDays } from "../kit/day.ts";
import { monthOf } from "./month.ts";
import { deleteSomeMonthPeople } from "./store/erase.ts";

const BATCH = 500;
/** Days of a workspace's zone, and the month of the oldest click that is kept. */
const SPARE_DAYS = 32;

/** Forgets who the people of months past keeping were, not how many; true: there may be more. */
export async function deleteOldMonthPeople(
  ctx: Pick<Context, "db">,
  { workspaceId, before }: { readonly workspaceId: number; readonly before: Date },
): Promise<boolean> {
  const kept = addDays(before.toISOString().slice(0, 10), -SPARE_DAYS);
  const asked = { before: `${monthOf(kept)}-01`, limit: BATCH };
  const deleted = await ctx.db.transaction(
    (tx) => deleteSomeMonthPeople(tx, workspaceId, asked),
    "background",
  );
  return deleted === BATCH;
}
