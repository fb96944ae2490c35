import { type DayRange, rangeBefore } from "./day-range.ts";
import { loadLinkFigures, type StatisticsContext } from "./load-link-figures.ts";
import type { RangeFigures } from "./ranking.ts";

export interface LoadRangeFigures {
  readonly range: DayRange;
  /** Only clicks that count in this group; null: all. */
  readonly groupId: number | null;
  readonly by: "linkId" | "groupId";
}

/** Figures of a range and of the one before, by link or by group. What was not clicked is not in it. */
export async function loadRangeFigures(
  ctx: StatisticsContext,
  { range, groupId, by }: LoadRangeFigures,
): Promise<ReadonlyMap<number, RangeFigures>> {
  const sums = new Map<number, { readonly now: Sum; readonly before: Sum }>();
  for (const [part, of] of [
    ["now", range],
    ["before", rangeBefore(range)],
  ] as const) {
    await loadLinkFigures(ctx, { range: of, groupId }, (row) => {
      let both = sums.get(row[by]);
      if (both === undefined) {
        both = { now: nothing(), before: nothing() };
        sums.set(row[by], both);
      }
      const sum = both[part];
      sum.clicks += row.clicks;
      sum.people += row.people;
      sum.qr += row.qr;
    });
  }
  return new Map([...sums].map(([id, { now, before }]) => [id, { ...now, before }]));
}

/** Added to in place: a month has hundreds of thousands of rows. */
interface Sum {
  clicks: number;
  people: number;
  qr: number;
}

const nothing = (): Sum => ({ clicks: 0, people: 0, qr: 0 });
