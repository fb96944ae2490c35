import type { WorkspaceContext } from "../context.ts";
import { findLinkClickRows } from "./store/link-clicks.ts";

/** Clicks of a link and people among them, over its life. */
export interface LinkClicks {
  readonly clicks: number;
  readonly people: number;
}

const NONE: LinkClicks = { clicks: 0, people: 0 };

/** Of each of the links, by its number. */
export async function findLinkClicks(
  ctx: WorkspaceContext,
  linkIds: readonly number[],
): Promise<(linkId: number) => LinkClicks> {
  if (linkIds.length === 0) return () => NONE;
  const rows = await findLinkClickRows(ctx.db, ctx.workspace.id, linkIds);
  const byLink = new Map(rows.map(({ linkId, clicks, people }) => [linkId, { clicks, people }]));
  return (linkId) => byLink.get(linkId) ?? NONE;
}
