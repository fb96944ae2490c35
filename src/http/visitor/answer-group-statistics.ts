import type { Context } from "../../context.ts";
import type { FoundLink } from "../../links/find-link.ts";
import { findSharedGroup } from "../../links/find-shared-group.ts";
import { groupPagePath } from "../../links/group-page.ts";
import { readGroupToken, type TokenGroup } from "../../links/group-token.ts";
import { loadGroupMonth } from "../../statistics/load-group-month.ts";
import { sendNotFound } from "./refusals.ts";
import { answerAtDoor, type StatisticsParts } from "./statistics-door.ts";
import type { Visit } from "./visit.ts";

export interface GroupStatisticsParts extends StatisticsParts {
  readonly context: StatisticsParts["context"] & Pick<Context, "hosts" | "site" | "workspaces">;
}

/** A group's statistics for whoever has the password; none where the group sets none, or is gone. */
export async function answerGroupStatistics(
  parts: GroupStatisticsParts,
  visit: Visit,
  token: string,
): Promise<void> {
  const { context } = parts;
  const group = readGroupToken(context.keys.groupPageKey, token);
  const found = group === null ? null : await findOwner(context, visit.host, group);
  const shared = group === null ? null : await findSharedGroup(context, group);
  if (group === null || found === null || shared === null) return sendNotFound(visit, visit);
  const { workspace } = found;
  const { groupId } = group;
  const { lock, name } = shared;
  await answerAtDoor(parts, visit, {
    found,
    lock,
    path: groupPagePath(context.keys.groupPageKey, group),
    show: async ({ month, asked }) => {
      const figures = await loadGroupMonth(context, { workspace, groupId, month });
      return {
        kind: "group-statistics",
        name,
        timeZone: workspace.timeZone,
        figures,
        instead: asked && figures.month !== month,
      };
    },
  });
}

/**
 * On every domain of the workspace's links, so that an address which was handed out outlives a change of
 * the default one. Null on others, and where the workspace was deleted.
 */
async function findOwner(
  { hosts, site, workspaces }: GroupStatisticsParts["context"],
  host: string,
  { workspaceId }: TokenGroup,
): Promise<Pick<FoundLink, "workspace" | "origin"> | null> {
  const workspace = await workspaces.get(String(workspaceId));
  if (workspace === null || workspace.deletedAt !== null) return null;
  if (host === site.publicHost) return { workspace, origin: site.publicOrigin };
  const domain = await hosts.get(host);
  return domain?.workspaceId === workspaceId ? { workspace, origin: domain.origin } : null;
}
