import { queryOptions } from "@tanstack/react-query";
import { read } from "../api.ts";
import type { Days } from "../ui/days.ts";

export interface Totals {
  readonly acesCnt: number;
  readonly pernCnt: number;
  readonly qrCnt: number;
  readonly knownCnt: number;
  readonly knownPernCnt: number;
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

/** Whose clicks: a link's, a group's, or all of the workspace where it says nothing. */
export interface Scope {
  readonly linkId?: string;
  readonly domain?: string;
  readonly grpIdx?: number;
}

const WORKSPACE: Scope = {};

export const range = ({ first, last }: Days) => ({ startYmd: first, endYmd: last });

/** Of some days, and of the same part of those from the other day on. */
export const totalsQuery = (days: Days, beforeYmd: string, of: Scope = WORKSPACE) =>
  queryOptions({
    queryKey: ["statistics", "totals", days, beforeYmd, of],
    queryFn: ({ signal }) => {
      const query = { ...range(days), beforeYmd, ...of };
      return read<TotalsWithBefore>("/api/statistics/v2/totals", query, signal);
    },
    refetchInterval: EVERY_MS,
    placeholderData: (before) => before,
  });

export const byDateQuery = (days: Days, of: Scope = WORKSPACE) =>
  queryOptions({
    queryKey: ["statistics", "by-date", days, of],
    queryFn: ({ signal }) =>
      read<readonly DayRow[]>(
        "/api/statistics/v2/clicks-by-date",
        { ...range(days), ...of },
        signal,
      ),
    refetchInterval: EVERY_MS,
  });

export const byHourQuery = (ymd: string, of: Scope = WORKSPACE) =>
  queryOptions({
    queryKey: ["statistics", "by-hour", ymd, of],
    queryFn: ({ signal }) =>
      read<readonly HourRow[]>("/api/statistics/v2/clicks-by-hour", { ymd, ...of }, signal),
    refetchInterval: EVERY_MS,
  });

export const DIMENSIONS = [
  "country",
  "referrer",
  "device",
  "os",
  "browser",
  "language",
  "utm_source",
  "utm_medium",
  "utm_campaign",
] as const;
export type Dimension = (typeof DIMENSIONS)[number];

/** The most first. */
export const byDimensionQuery = (dimension: Dimension, days: Days, of: Scope = WORKSPACE) =>
  queryOptions({
    queryKey: ["statistics", "by-dimension", dimension, days, of],
    queryFn: ({ signal }) =>
      read<readonly DimensionRow[]>(
        "/api/statistics/v2/clicks-by-dimension",
        { dimension, ...range(days), ...of },
        signal,
      ),
    refetchInterval: EVERY_MS,
  });
