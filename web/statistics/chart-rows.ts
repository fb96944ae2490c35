import type { DayRow, HourRow } from "./queries.ts";

/** One bar: a day or an hour, with its counterpart of the period before. */
export interface ChartRow {
  readonly key: string;
  readonly clicks: number;
  readonly people: number;
  readonly before: { readonly clicks: number | null; readonly people: number | null };
  /** Not over yet. */
  readonly partial: boolean;
}

const NONE = { clicks: null, people: null } as const;

const figures = (row: DayRow) => ({ clicks: row.acesCnt, people: row.pernCnt });

/** The n-th day beside the n-th day of the period before. `now` is the wall clock there. */
export function rowsByDay(
  rows: readonly DayRow[],
  before: readonly DayRow[],
  now: string,
): readonly ChartRow[] {
  return rows.map((row, at) => {
    const then = before[at];
    return {
      key: row.ymd,
      ...figures(row),
      before: then === undefined ? NONE : figures(then),
      partial: row.ymd === now.slice(0, 10),
    };
  });
}

/** The hours of one day, those to come left empty, beside the same hours of the day before. */
export function rowsByHour(
  rows: readonly HourRow[],
  before: readonly HourRow[],
  now: string,
): readonly ChartRow[] {
  const then = new Map(before.map((row) => [row.hour, figures(row)]));
  return rows.map((row) => ({
    key: String(row.hour),
    ...figures(row),
    before: then.get(row.hour) ?? NONE,
    partial: row.ymd === now.slice(0, 10) && row.hour === Number(now.slice(11, 13)),
  }));
}
