import { queryOptions } from "@tanstack/react-query";
import { read } from "../../api.ts";
import type { Days } from "../../ui/days.ts";

export interface Totals {
  readonly acesCnt: number;
  readonly pernCnt: number;
  readonly qrCnt: number;
  readonly knownCnt: number;
}

export interface TotalsWithBefore extends Totals {
  readonly before: Totals;
}

export interface DayRow {
  readonly ymd: string;
  readonly acesCnt: number;
  readonly pernCnt: number;
}

export interface HourRow extends DayRow {
  readonly hour: number;
}

export interface DimensionRow {
  readonly value: string;
  readonly acesCnt: number;
  readonly pernCnt: number;
}

/** While clicks come in the figures follow, without asking at every click. */
const EVERY_MS = 30_000;

const range = ({ first, last }: Days) => ({ startYmd: first, endYmd: last });

export const totalsQuery = (days: Days) =>
  queryOptions({
    queryKey: ["statistics", "totals", days],
    queryFn: ({ signal }) =>
      read<TotalsWithBefore>("/api/statistics/v2/totals", range(days), signal),
    refetchInterval: EVERY_MS,
    placeholderData: (before) => before,
  });

export const byDateQuery = (days: Days) =>
  queryOptions({
    queryKey: ["statistics", "by-date", days],
    queryFn: ({ signal }) =>
      read<readonly DayRow[]>("/api/statistics/v2/clicks-by-date", range(days), signal),
    refetchInterval: EVERY_MS,
  });

export const byHourQuery = (ymd: string) =>
  queryOptions({
    queryKey: ["statistics", "by-hour", ymd],
    queryFn: ({ signal }) =>
      read<readonly HourRow[]>("/api/statistics/v2/clicks-by-hour", { ymd }, signal),
    refetchInterval: EVERY_MS,
  });

export const countriesQuery = (days: Days) =>
  queryOptions({
    queryKey: ["statistics", "countries", days],
    queryFn: ({ signal }) =>
      read<readonly DimensionRow[]>(
        "/api/statistics/v2/clicks-by-dimension",
        { dimension: "country", ...range(days) },
        signal,
      ),
    refetchInterval: EVERY_MS,
  });
