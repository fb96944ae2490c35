import type { Database } from "../src/db/database.ts";
import { insertWorkspace, nextWorkspaceId } from "../src/workspaces/store/workspaces.ts";
import { DEFAULT_SETTINGS, NEW_WORKSPACE } from "../src/workspaces/workspace.ts";

/** A workspace's row, with nobody to act for it. */
export async function makeWorkspace(db: Database): Promise<number> {
  const id = await nextWorkspaceId(db);
  const at = new Date();
  const dates = { createdAt: at, updatedAt: at, deletedAt: null };
  const workspace = { ...DEFAULT_SETTINGS, ...NEW_WORKSPACE, ...dates, id, name: "Bench" };
  await db.transaction((tx) => insertWorkspace(tx, workspace));
  return id;
}
