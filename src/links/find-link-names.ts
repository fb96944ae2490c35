import type { Context } from "../context.ts";
import { findLinkNameRows } from "./store/link-rows.ts";

/** How links are called, by number; a deleted one is not in it. */
export async function findLinkNames(
  ctx: Pick<Context, "db">,
  workspaceId: number,
  linkIds: readonly number[],
): Promise<ReadonlyMap<number, { readonly slug: string; readonly origin: string }>> {
  if (linkIds.length === 0) return new Map();
  const rows = await findLinkNameRows(ctx.db, workspaceId, linkIds);
  return new Map(rows.map(({ id, slug, origin }) => [id, { slug, origin }]));
}
