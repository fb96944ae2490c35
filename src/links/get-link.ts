import type { WorkspaceContext } from "../context.ts";
import { Fault } from "../kit/fault.ts";
import type { Link } from "./link.ts";
import { type LinkName, loadLinkKey } from "./load-link-key.ts";
import { effectiveWithSource, type SourcedSettings } from "./policy.ts";
import { findGroupRow } from "./store/group-rows.ts";
import { findLinkRow } from "./store/link-rows.ts";

export interface LinkView {
  readonly link: Link;
  /** The rules a visit is held to, and whose word each one is. */
  readonly effective: SourcedSettings;
}

export async function getLink(ctx: WorkspaceContext, name: LinkName): Promise<LinkView> {
  const key = await loadLinkKey(ctx, name);
  const link = await findLinkRow(ctx.db, key, ctx.clock());
  if (link === undefined) throw new Fault("link_unknown");
  const group =
    link.groupId === null ? undefined : await findGroupRow(ctx.db, ctx.workspace.id, link.groupId);
  return { link, effective: effectiveWithSource(link.settings, group?.settings ?? null) };
}
