import type { WorkspaceContext } from "../context.ts";
import { Fault } from "../kit/fault.ts";
import { recordAudit } from "../workspaces/record-audit.ts";
import { shortUrl } from "./address.ts";
import { type LinkName, loadLinkKey } from "./load-link-key.ts";
import { removeLinks } from "./remove-links.ts";
import { lockLink } from "./store/link-rows.ts";

export async function deleteLink(ctx: WorkspaceContext, name: LinkName): Promise<void> {
  const key = await loadLinkKey(ctx, name);
  await ctx.db.transaction(async (tx) => {
    const link = await lockLink(tx, key, ctx.clock());
    if (link === undefined) throw new Fault("link_unknown");
    await removeLinks(ctx, tx, key.workspaceId, [link]);
    recordAudit(ctx, tx, {
      workspaceId: key.workspaceId,
      action: "link.delete",
      target: shortUrl(link.origin, link.slug),
    });
  }, "write");
}
