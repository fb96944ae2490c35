import type { Context } from "../context.ts";
import { Fault } from "../kit/fault.ts";
import { parseDomain } from "./domain.ts";
import { recordAudit } from "./record-audit.ts";
import { deleteDomainRow, findDomain } from "./store/domains.ts";
import { lockWorkspace, saveWorkspace } from "./store/workspaces.ts";

export interface DeleteDomain {
  readonly domain: string;
  /** Whose it must be; null: whosever it is. */
  readonly workspaceId: number | null;
}

/** Its links answer 404 until somebody owns the host again; a default domain falls back to the server's. */
export async function deleteDomain(
  ctx: Context,
  { domain, workspaceId }: DeleteDomain,
): Promise<void> {
  const field = "domain";
  const { host } = parseDomain(domain, field);
  const owned = await findDomain(ctx.db, host);
  const isTheirs = workspaceId === null || owned?.workspaceId === workspaceId;
  if (owned === undefined || !isTheirs) throw new Fault("domain_unknown", { field });
  await ctx.db.transaction(async (tx) => {
    const workspace = await lockWorkspace(tx, owned.workspaceId);
    // It may have changed hands meanwhile; under the lock it cannot.
    const still = await findDomain(tx, host);
    if (workspace === undefined || still?.workspaceId !== workspace.id) {
      throw new Fault("domain_unknown", { field });
    }
    await deleteDomainRow(tx, host);
    if (workspace.defaultDomain === owned.origin) {
      await saveWorkspace(tx, { ...workspace, defaultDomain: null, updatedAt: ctx.clock() });
    }
    recordAudit(ctx, tx, {
      workspaceId: workspace.id,
      action: "domain.delete",
      target: owned.origin,
    });
    await ctx.changes.announce(tx, [
      { kind: "host", key: host },
      { kind: "workspace", key: String(workspace.id) },
    ]);
  }, "write");
}
