import type { Context } from "../context.ts";
import { clearPeople } from "./store/clicks.ts";

const BATCH = 500;

/** Clicks of these people stay, and are nobody's from then on. Twice is once. */
export async function forgetClickers(
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
