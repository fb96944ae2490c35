/** What links and groups are ranked by; change: clicks more, or below zero fewer, than in the days before. */
export const rankSorts = ["clicks", "people", "qr", "change"] as const;
export type RankSort = (typeof rankSorts)[number];

export interface RankOrder {
  readonly sort: RankSort;
  readonly ascending: boolean;
}

export interface RankFigures {
  readonly clicks: number;
  readonly people: number;
  readonly qr: number;
}

/** Of some days, and of as many days before them. */
export interface RangeFigures extends RankFigures {
  readonly before: RankFigures;
}

export const noFigures: RankFigures = { clicks: 0, people: 0, qr: 0 };

/** A row's place: by value, then the newer first. */
export interface Ranked {
  readonly id: number;
  readonly value: number;
}

export function rankValue(sort: RankSort, now: RankFigures, before: RankFigures): number {
  return sort === "change" ? now.clicks - before.clicks : now[sort];
}

export function compareRanks(ascending: boolean): (a: Ranked, b: Ranked) => number {
  const sign = ascending ? 1 : -1;
  return (a, b) => sign * (a.value - b.value) || b.id - a.id;
}

/** Rows beyond those that are kept, until they are sorted again. */
const SLACK = 1_000;

/** The first `count` of the rows in order, without sorting all of them. */
export function firstOf<Row>(
  rows: Iterable<Row>,
  count: number,
  compare: (a: Row, b: Row) => number,
): Row[] {
  let kept: Row[] = [];
  let last: Row | undefined;
  for (const row of rows) {
    if (last !== undefined && compare(row, last) >= 0) continue;
    kept.push(row);
    if (kept.length < count + SLACK) continue;
    kept = kept.sort(compare).slice(0, count);
    last = kept.at(-1);
  }
  return kept.sort(compare).slice(0, count);
}
