import type { Context } from "../context.ts";
import type { Transaction } from "../db/database.ts";
import { recordAudit } from "./record-audit.ts";
import { resolveDefaultDomain } from "./resolve-default-domain.ts";
import { insertWorkspace, nextWorkspaceId } from "./store/workspaces.ts";
import {
  DEFAULT_SETTINGS,
  NEW_WORKSPACE,
  type Workspace,
  type WorkspaceSettings,
} from "./workspace.ts";

export type CreateWorkspace = Pick<WorkspaceSettings, "name"> & Partial<WorkspaceSettings>;

/** Makes a workspace without keys: nobody can act for it yet. */
export function createWorkspace(ctx: Context, input: CreateWorkspace): Promise<Workspace> {
  return ctx.db.transaction((tx) => createWorkspaceIn(ctx, tx, input), "write");
}

/** The same within a transaction of the caller's. */
export async function createWorkspaceIn(
  ctx: Context,
  tx: Transaction,
  input: CreateWorkspace,
): Promise<Workspace> {
  const now = ctx.clock();
  const id = await nextWorkspaceId(tx);
  const workspace: Workspace = {
    ...DEFAULT_SETTINGS,
    ...NEW_WORKSPACE,
    ...input,
    id,
    defaultDomain: await resolveDefaultDomain(ctx, tx, {
      workspaceId: id,
      sent: input.defaultDomain ?? null,
    }),
    createdAt: now,
    updatedAt: now,
    deletedAt: null,
  };
  await insertWorkspace(tx, workspace);
  recordAudit(ctx, tx, { workspaceId: id, action: "workspace.create", target: input.name });
  await ctx.changes.announce(tx, [{ kind: "workspace", key: String(id) }]);
  return workspace;
}
