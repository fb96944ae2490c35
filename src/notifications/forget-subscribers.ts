import type { Context } from "../context.ts";
import { clearInBatches } from "../db/clear-in-batches.ts";
import { deleteOfPeople } from "./store/push-subscriptions.ts";

/** Browsers of these people get no messages from then on. Twice is once. */
export async function forgetSubscribers(
  { db }: Pick<Context, "db">,
  { workspaceId, euids }: { readonly workspaceId: number; readonly euids: readonly number[] },
): Promise<void> {
  await clearInBatches(db, (tx, most) => deleteOfPeople(tx, workspaceId, euids, most));
}
