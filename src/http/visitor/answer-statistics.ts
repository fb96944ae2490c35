import type { FoundLink } from "../../links/find-link.ts";
import { findSharedStatistics } from "../../links/find-shared-statistics.ts";
import { loadLinkMonth } from "../../statistics/load-link-month.ts";
import { sendNotFound } from "./refusals.ts";
import { answerAtDoor, type StatisticsParts } from "./statistics-door.ts";
import type { Visit } from "./visit.ts";

export type { StatisticsParts };

/** A link's statistics for whoever has the password; there are none where its owner set none. */
export async function answerStatistics(
  parts: StatisticsParts,
  visit: Visit,
  found: FoundLink,
): Promise<void> {
  const { workspaceId, id: linkId } = found.link;
  const { workspace } = found;
  const shared = await findSharedStatistics(parts.context, { workspaceId, linkId });
  if (shared === null) return sendNotFound(visit, visit);
  const { lock, title } = shared;
  await answerAtDoor(parts, visit, {
    found,
    lock,
    path: `/${encodeURIComponent(visit.slug)}/stats`,
    show: async ({ month, asked }) => {
      const figures = await loadLinkMonth(parts.context, { workspace, linkId, month });
      return {
        kind: "statistics",
        address: `${visit.host}/${visit.slug}`,
        title,
        timeZone: workspace.timeZone,
        figures,
        instead: asked && figures.month !== month,
      };
    },
  });
}
