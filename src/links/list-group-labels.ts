import type { WorkspaceContext } from "../context.ts";
import { type GroupLabel, listGroupLabelRows } from "./store/group-rows.ts";

/** Names of all groups of the workspace, with how many links each has. */
export function listGroupLabels(ctx: WorkspaceContext): Promise<GroupLabel[]> {
  return listGroupLabelRows(ctx.db, ctx.workspace.id);
}
