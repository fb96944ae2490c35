import type { WorkspaceContext } from "../context.ts";
import { Fault } from "../kit/fault.ts";
import { isSameHost, type LinkDomain, parseDomain } from "../workspaces/domain.ts";

/** The link domain meant, as its owner wrote it: one of the workspace's own, or the server's. */
export async function loadDomain(
  ctx: WorkspaceContext,
  asked: LinkDomain | null,
): Promise<LinkDomain> {
  const { site, workspace, hosts } = ctx;
  const server = { origin: site.publicOrigin, host: site.publicHost };
  const wanted = asked ?? defaultDomain(ctx);
  if (wanted === null || isSameHost(wanted.host, server.host)) return server;
  const owned = hosts.peek(wanted.host) ?? (await hosts.get(wanted.host));
  if (owned?.workspaceId !== workspace.id) throw new Fault("domain_unknown", { field: "domain" });
  return { origin: owned.origin, host: owned.host };
}

/** True where a link goes without a choice of domain, which every plan has. */
export function isDefaultDomain(ctx: WorkspaceContext, { host }: LinkDomain): boolean {
  return host === ctx.site.publicHost || host === defaultDomain(ctx)?.host;
}

function defaultDomain({ workspace }: WorkspaceContext): LinkDomain | null {
  return workspace.defaultDomain === null ? null : parseDomain(workspace.defaultDomain, "domain");
}
