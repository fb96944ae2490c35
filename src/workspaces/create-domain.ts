import type { Context } from "../context.ts";
import { Fault } from "../kit/fault.ts";
import { checkOwnDomain, parseDomain } from "./domain.ts";
import { requirePlan } from "./plan.ts";
import { recordAudit } from "./record-audit.ts";
import { insertDomain } from "./store/domains.ts";
import { lockWorkspace } from "./store/workspaces.ts";

export interface CreateDomain {
  readonly workspaceId: number;
  /** With its scheme. */
  readonly domain: string;
}

/** Gives a host to one workspace of the whole installation; domain_taken where it is somebody's. */
export async function createDomain(
  ctx: Context,
  { workspaceId, domain }: CreateDomain,
): Promise<void> {
  const { origin, host } = parseDomain(domain, "domain");
  checkOwnDomain({ origin, host }, ctx.site.publicHost);
  await ctx.db.transaction(async (tx) => {
    const workspace = await lockWorkspace(tx, workspaceId);
    if (workspace === undefined) throw new Fault("workspace_unknown");
    requirePlan(workspace.plan, "ownDomain");
    const free = await insertDomain(tx, { host, workspaceId, origin, createdAt: ctx.clock() });
    if (!free) throw new Fault("domain_taken");
    recordAudit(ctx, tx, { workspaceId, action: "domain.create", target: origin });
    await ctx.changes.announce(tx, [{ kind: "host", key: host }]);
  }, "write");
}
