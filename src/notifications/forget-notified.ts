import type { Context } from "../context.ts";
import { clearInBatches } from "../db/clear-in-batches.ts";
import { clearPeople } from "./store/events.ts";

/** What is told of these people's clicks names nobody from then on. Twice is once. */
export async function forgetNotified(
  { db }: Pick<Context, "db">,
  { workspaceId, euids }: { readonly workspaceId: number; readonly euids: readonly number[] },
): Promise<void> {
  await clearInBatches(db, (tx, most) => clearPeople(tx, workspaceId, euids, most));
}
