import type { Context } from "../context.ts";
import { loadWorkspace } from "./load-workspace.ts";
import { type CredentialKind, type Holder, listHolders } from "./store/credentials.ts";
import type { Workspace } from "./workspace.ts";

export interface ListCredentials {
  readonly kind: CredentialKind;
  readonly workspaceId: number;
}

/** Names and times of a workspace's keys or data sources, never a secret; oldest first. */
export async function listCredentials(
  ctx: Context,
  { kind, workspaceId }: ListCredentials,
): Promise<{ readonly workspace: Workspace; readonly holders: readonly Holder[] }> {
  const workspace = await loadWorkspace(ctx, workspaceId);
  return { workspace, holders: await listHolders(ctx.db, kind, workspaceId) };
}
