import type { Context } from "../context.ts";
import { createWorkspaceIn } from "./create-workspace.ts";
import { hasWorkspace, lockFirstStart } from "./store/workspaces.ts";
import type { Workspace } from "./workspace.ts";

/** Makes "default" where no workspace was ever made; null elsewhere. Of nodes that start at once, one makes it. */
export async function seedFirstWorkspace(ctx: Context): Promise<Workspace | null> {
  return ctx.db.transaction(async (tx) => {
    await lockFirstStart(tx);
    return (await hasWorkspace(tx)) ? null : createWorkspaceIn(ctx, tx, { name: "default" });
  }, "write");
}
