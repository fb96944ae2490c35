import type { Context } from "../context.ts";
import { Fault } from "../kit/fault.ts";
import { parseDomain } from "./domain.ts";
import { deleteDomainRow, findDomain } from "./store/domains.ts";
import { lockWorkspace, saveWorkspace } from "./store/workspaces.ts";

/** Its links answer 404 until somebody owns the host again; a default domain falls back to the server's. */
export async function deleteDomain(ctx: Context, domain: string): Promise<void> {
  const field = "domain";
  const { host } = parseDomain(domain, field);
  const owned = await findDomain(ctx.db, host);
  if (owned === undefined) throw new Fault("domain_unknown", { field });
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
    await ctx.changes.announce(tx, [
      { kind: "host", key: host },
      { kind: "workspace", key: String(workspace.id) },
    ]);
  }, "write");
}
