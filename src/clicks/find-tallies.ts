import type { WorkspaceContext } from "../context.ts";
import type { Tally } from "./click.ts";
import { findTallies as find } from "./store/tallies.ts";

const none: Tally = { clicks: 0, people: 0 };

/** Of each of the links, by its number. */
export async function findTallies(
  ctx: WorkspaceContext,
  linkIds: readonly number[],
): Promise<(linkId: number) => Tally> {
  if (linkIds.length === 0) return () => none;
  const tallies = await find(ctx.db, ctx.workspace.id, linkIds);
  return (linkId) => tallies.get(linkId) ?? none;
}
