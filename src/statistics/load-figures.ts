import type { DayRange } from "./day-range.ts";
import { loadLinkFigures, type StatisticsContext } from "./load-link-figures.ts";
import type { RankFigures } from "./ranking.ts";

export interface LoadFigures {
  readonly range: DayRange;
  /** Only clicks that count in this group; null: all. */
  readonly groupId: number | null;
  readonly by: "linkId" | "groupId";
  /** Only of these links or groups; left out: of all. */
  readonly only?: ReadonlySet<number>;
}

/** Figures by link or by group. What was not clicked is not in it. */
export async function loadFigures(
  ctx: StatisticsContext,
  { range, groupId, by, only }: LoadFigures,
): Promise<ReadonlyMap<number, RankFigures>> {
  const sums = new Map<number, Sum>();
  await loadLinkFigures(ctx, { range, groupId }, (row) => {
    const { [by]: id, clicks, people, qr } = row;
    if (only?.has(id) === false) return;
    const sum = sums.get(id);
    if (sum === undefined) {
      sums.set(id, { clicks, people, qr });
      return;
    }
    sum.clicks += clicks;
    sum.people += people;
    sum.qr += qr;
  });
  return sums;
}

/** Added to in place: a month has hundreds of thousands of rows. */
interface Sum {
  clicks: number;
  people: number;
  qr: number;
}
