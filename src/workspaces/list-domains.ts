import type { Context } from "../context.ts";
import { loadWorkspace } from "./load-workspace.ts";
import { type Domain, listDomainRows } from "./store/domains.ts";
import type { Workspace } from "./workspace.ts";

/** The domains that a workspace owns, by host; the server's own is not among them. */
export async function listDomains(
  ctx: Context,
  workspaceId: number,
): Promise<{ readonly workspace: Workspace; readonly domains: readonly Domain[] }> {
  const workspace = await loadWorkspace(ctx, workspaceId);
  return { workspace, domains: await listDomainRows(ctx.db, workspaceId) };
}
