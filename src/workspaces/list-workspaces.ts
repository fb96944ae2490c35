import type { Context } from "../context.ts";
import { listWorkspaceRows } from "./store/workspaces.ts";
import type { Workspace } from "./workspace.ts";

/** Those that are not deleted, oldest first. */
export function listWorkspaces(ctx: Context): Promise<Workspace[]> {
  return listWorkspaceRows(ctx.db);
}
