import type { Context } from "../context.ts";
import { findLinkNames } from "../links/find-link-names.ts";
import type { ClickDetail } from "./click-detail.ts";
import type { ClickRow } from "./store/clicks.ts";

/** Clicks with their links as these are called now. */
export async function resolveLinks(
  ctx: Pick<Context, "db">,
  workspaceId: number,
  clicks: readonly ClickRow[],
): Promise<ClickDetail[]> {
  const names = await findLinkNames(ctx, workspaceId, [
    ...new Set(clicks.map(({ linkId }) => linkId)),
  ]);
  return clicks.map(({ linkId, ...click }) => ({ ...click, link: names.get(linkId) ?? null }));
}
