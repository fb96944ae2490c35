import { countPresentLinks } from "../links/count-present-links.ts";
import { findLinkLabels, type LinkLabel } from "../links/find-link-labels.ts";
import { type DayRange, rangeBefore } from "./day-range.ts";
import { listLinksByRank } from "./list-links-by-rank.ts";
import { loadFigures } from "./load-figures.ts";
import type { StatisticsContext } from "./load-link-figures.ts";
import { noFigures, type RangeFigures, type RankFigures, type RankOrder } from "./ranking.ts";

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

const none: ReadonlyMap<number, RankFigures> = new Map();

/** A page of the links in order, also those without clicks, and how many there are. */
export async function loadLinkRanking(
  ctx: StatisticsContext,
  { range, groupId, page, ...order }: LoadLinkRanking,
): Promise<LinkRanking> {
  const asked = { groupId, by: "linkId" } as const;
  const figures = await loadFigures(ctx, { ...asked, range });
  const earlier = { ...asked, range: rangeBefore(range) };
  const before = order.sort === "change" ? await loadFigures(ctx, earlier) : none;
  const strays = groupId === null ? new Set<number>() : await findStrays(ctx, groupId, figures);
  const total = (await countPresentLinks(ctx, groupId)) + strays.size;
  const last = Math.min(page.offset + page.limit, total);
  const ranks = listLinksByRank(ctx, { ...order, groupId, figures, before, strays, last });
  const labels = page.offset < last ? await labelsAt(ranks, { ...page, last }) : [];
  // Of the range before only the page is wanted, which is a few of a hundred thousand.
  const only = new Set(labels.map(({ id }) => id));
  const paged = before === none ? await loadFigures(ctx, { ...earlier, only }) : before;
  const links = labels.map((label) => ({
    ...label,
    ...(figures.get(label.id) ?? noFigures),
    before: paged.get(label.id) ?? noFigures,
  }));
  return { links, total };

  async function labelsAt(
    ids: AsyncIterable<readonly number[]>,
    { offset, last: end }: { readonly offset: number; readonly last: number },
  ): Promise<LinkLabel[]> {
    const found: LinkLabel[] = [];
    let place = 0;
    for await (const some of ids) {
      const known = await findLinkLabels(ctx, some);
      for (const label of some.flatMap((id) => known.get(id) ?? [])) {
        if (!belongs(label)) continue;
        place += 1;
        if (place > offset) found.push(label);
        if (place === end) return found;
      }
    }
    return found;
  }

  function belongs({ id, groupId: present }: LinkLabel): boolean {
    return groupId === null || present === groupId || strays.has(id);
  }
}

const LABELS_AT_ONCE = 1_000;

/** Links that were clicked in the group and are now in another or none. */
async function findStrays(
  ctx: StatisticsContext,
  groupId: number,
  figures: ReadonlyMap<number, RankFigures>,
): Promise<Set<number>> {
  const clicked = [...figures].filter(([, { clicks }]) => clicks > 0).map(([id]) => id);
  const strays = new Set<number>();
  for (let from = 0; from < clicked.length; from += LABELS_AT_ONCE) {
    const labels = await findLinkLabels(ctx, clicked.slice(from, from + LABELS_AT_ONCE));
    for (const [id, { groupId: present }] of labels) if (present !== groupId) strays.add(id);
  }
  return strays;
}
