import type { Context } from "../context.ts";
import { clearInBatches } from "../db/clear-in-batches.ts";
import { clearPeople } from "./store/clicks.ts";

/** Clicks of these people stay, and are nobody's from then on. Twice is once. */
export async function forgetClickers(
  { db }: Pick<Context, "db">,
  { workspaceId, euids }: { readonly workspaceId: number; readonly euids: readonly number[] },
): Promise<void> {
  await clearInBatches(db, (tx, most) => clearPeople(tx, workspaceId, euids, most));
}
