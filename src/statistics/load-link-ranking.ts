import { countPresentLinks } from "../links/count-present-links.ts";
import { findLinkLabels, type LinkLabel } from "../links/find-link-labels.ts";
import type { DayRange } from "./day-range.ts";
import { listLinksByRank } from "./list-links-by-rank.ts";
import type { StatisticsContext } from "./load-link-figures.ts";
import { loadRangeFigures } from "./load-range-figures.ts";
import { noFigures, type RangeFigures, type RankOrder } from "./ranking.ts";

export interface LoadLinkRanking extends RankOrder {
  readonly range: DayRange;
  /** Clicks that count in this group, of the links in it and of those that were clicked in it; null: all. */
  readonly groupId: number | null;
  readonly page: { readonly limit: number; readonly offset: number };
}

export interface RankedLink extends RangeFigures, LinkLabel {}

export interface LinkRanking {
  readonly links: readonly RankedLink[];
  readonly total: number;
}

/** A page of the links in order, also those without clicks, and how many there are. */
export async function loadLinkRanking(
  ctx: StatisticsContext,
  { range, groupId, page, ...order }: LoadLinkRanking,
): Promise<LinkRanking> {
  const figures = await loadRangeFigures(ctx, { range, groupId, by: "linkId" });
  const strays = groupId === null ? new Set<number>() : await findStrays(ctx, groupId, figures);
  const total = (await countPresentLinks(ctx, groupId)) + strays.size;
  const links: RankedLink[] = [];
  if (page.offset >= total) return { links, total };
  const last = page.offset + page.limit;
  let place = 0;
  for await (const ids of listLinksByRank(ctx, { ...order, groupId, figures, strays, last })) {
    const labels = await findLinkLabels(ctx, ids);
    for (const id of ids) {
      const label = labels.get(id);
      if (label === undefined || !belongs(label)) continue;
      place += 1;
      if (place > page.offset) links.push({ ...label, ...(figures.get(id) ?? noFigures) });
      if (place === last) return { links, total };
    }
  }
  return { links, total };

  function belongs({ id, groupId: present }: LinkLabel): boolean {
    return groupId === null || present === groupId || strays.has(id);
  }
}

const LABELS_AT_ONCE = 1_000;

/** Links that were clicked in the group and are now in another or none. */
async function findStrays(
  ctx: StatisticsContext,
  groupId: number,
  figures: ReadonlyMap<number, RangeFigures>,
): Promise<Set<number>> {
  const clicked = [...figures].filter(([, { clicks }]) => clicks > 0).map(([id]) => id);
  const strays = new Set<number>();
  for (let from = 0; from < clicked.length; from += LABELS_AT_ONCE) {
    const labels = await findLinkLabels(ctx, clicked.slice(from, from + LABELS_AT_ONCE));
    for (const [id, { groupId: present }] of labels) if (present !== groupId) strays.add(id);
  }
  return strays;
}
