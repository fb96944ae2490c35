import type { WorkspaceContext } from "../context.ts";
import { type LinkRanking, type LoadLinkRanking, loadLinkRanking } from "./load-link-ranking.ts";
import { loadScope } from "./load-scope.ts";

/** The links' ranking for a caller of the workspace; a group that is not the workspace's is refused. */
export async function listRankedLinks(
  ctx: WorkspaceContext,
  asked: LoadLinkRanking,
): Promise<LinkRanking> {
  await loadScope(ctx, { groupId: asked.groupId ?? undefined });
  return loadLinkRanking(ctx, asked);
}
