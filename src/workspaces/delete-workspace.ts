import type { Context } from "../context.ts";
import { Fault } from "../kit/fault.ts";
import { recordAudit } from "./record-audit.ts";
import { deleteDomainsOf } from "./store/domains.ts";
import { lockWorkspace, saveWorkspace } from "./store/workspaces.ts";

/** From its commit on every key is refused and every link unknown; the rows go in the background. */
export async function deleteWorkspace(ctx: Context, workspaceId: number): Promise<void> {
  await ctx.db.transaction(async (tx) => {
    const workspace = await lockWorkspace(tx, workspaceId);
    if (workspace === undefined) throw new Fault("workspace_unknown");
    const now = ctx.clock();
    await saveWorkspace(tx, { ...workspace, updatedAt: now, deletedAt: now });
    recordAudit(ctx, tx, { workspaceId, action: "workspace.delete", target: workspace.name });
    const hosts = await deleteDomainsOf(tx, workspaceId);
    await ctx.enqueue(tx, "workspaces.erase", { workspaceId });
    await ctx.changes.announce(tx, [
      { kind: "workspace", key: String(workspaceId) },
      ...hosts.map((host) => ({ kind: "host" as const, key: host })),
    ]);
  }, "write");
}
