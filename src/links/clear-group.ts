import type { Context } from "../context.ts";
import { ungroupSome } from "./store/link-sets.ts";
import { deleteTally } from "./store/tallies.ts";

const BATCH = 200;

/** Frees the links of a deleted group of its number; what a second run finds is what is left. */
export async function clearGroup(
  { db }: Pick<Context, "db">,
  { workspaceId, groupId }: { readonly workspaceId: number; readonly groupId: number },
): Promise<void> {
  for (;;) {
    const cleared = await db.transaction(
      (tx) => ungroupSome(tx, workspaceId, groupId, BATCH),
      "background",
    );
    if (cleared < BATCH) break;
  }
  await db.transaction((tx) => deleteTally(tx, workspaceId, groupId), "background");
}
