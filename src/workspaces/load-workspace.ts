import type { Context } from "../context.ts";
import { Fault } from "../kit/fault.ts";
import { findWorkspaceRow } from "./store/workspaces.ts";
import type { Workspace } from "./workspace.ts";

/** As it stands in the store; workspace_unknown where there is none or it was deleted. */
export async function loadWorkspace(ctx: Context, workspaceId: number): Promise<Workspace> {
  const workspace = await findWorkspaceRow(ctx.db, workspaceId);
  if (workspace === undefined || workspace.deletedAt !== null) throw new Fault("workspace_unknown");
  return workspace;
}
