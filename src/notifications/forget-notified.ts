import type { Context } from "../context.ts";
import { clearPeople } from "./store.ts";

const BATCH = 500;

/** What is told of these people's clicks names nobody from then on. Twice is once. */
export async function forgetNotified(
  { db }: Pick<Context, "db">,
  { workspaceId, euids }: { readonly workspaceId: number; readonly euids: readonly number[] },
): Promise<void> {
  let cleared = BATCH;
  while (cleared === BATCH) {
    cleared = await db.transaction(
      (tx) => clearPeople(tx, workspaceId, euids, BATCH),
      "background",
    );
  }
}
