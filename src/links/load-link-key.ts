import type { WorkspaceContext } from "../context.ts";
import { Fault } from "../kit/fault.ts";
import type { LinkDomain } from "../workspaces/domain.ts";
import { addressOf } from "./address.ts";
import { loadDomain } from "./load-domain.ts";
import { findAddress } from "./store/addresses.ts";
import type { LinkKey } from "./store/link-rows.ts";

/** Which link of the workspace is meant. */
export interface LinkName {
  /** Null: the workspace's default domain. */
  readonly domain: LinkDomain | null;
  readonly slug: string;
}

/** The link's number; a domain or link of another workspace is as unknown as one that is not. */
export async function loadLinkKey(
  ctx: WorkspaceContext,
  { domain, slug }: LinkName,
): Promise<LinkKey> {
  const { host } = await loadDomain(ctx, domain);
  const found = await findAddress(ctx.db, addressOf(host, slug));
  if (found === undefined || found.linkId === null || found.workspaceId !== ctx.workspace.id) {
    throw new Fault("link_unknown");
  }
  return { workspaceId: found.workspaceId, linkId: found.linkId };
}
