import { keepPreviousData, queryOptions } from "@tanstack/react-query";
import type { RankedGroupRow } from "../../src/http/links-api/ranked-groups.ts";
import type { RankedLinkRow } from "../../src/http/links-api/ranked-links.ts";
import type { Paged } from "../../src/http/wire/paging.ts";
import { read } from "../api.ts";
import { type Days, daysOf, type Period } from "../ui/days.ts";
import { range } from "./queries.ts";

export type { RankedGroupRow, RankedLinkRow };
export type RankedRow = Pick<RankedLinkRow, "acesCnt" | "pernCnt" | "qrCnt" | "before">;

export const RANK_SORTS = ["acesCnt", "pernCnt", "qrCnt", "change"] as const;
export type RankSort = (typeof RANK_SORTS)[number];

/** What stands behind the `?` of a ranking. */
export interface RankingSearch {
  readonly period?: Period;
  readonly sort?: RankSort;
  /** Left out: desc. */
  readonly order?: "asc";
  readonly page?: number;
}

export const PAGE_ROWS = 30;
const EVERY_MS = 30_000;

export const daysOfRanking = ({ period = "30" }: RankingSearch, today: string): Days =>
  daysOf(period, today);

const asked = (days: Days, { sort, order, page }: RankingSearch) => ({
  ...range(days),
  sort,
  order,
  pages: page,
});

export const rankedGroupsQuery = (days: Days, search: RankingSearch) =>
  queryOptions({
    queryKey: ["statistics", "groups", days, search],
    queryFn: ({ signal }) =>
      read<Paged<RankedGroupRow>>("/api/statistics/v2/groups", asked(days, search), signal),
    refetchInterval: EVERY_MS,
    placeholderData: keepPreviousData,
  });

/** Of one group or, where it is undefined, of the workspace. */
export const rankedLinksQuery = (days: Days, search: RankingSearch, grpIdx?: number) =>
  queryOptions({
    queryKey: ["statistics", "links", days, search, grpIdx],
    queryFn: ({ signal }) =>
      read<Paged<RankedLinkRow>>(
        "/api/statistics/v2/links",
        { ...asked(days, search), grpIdx },
        signal,
      ),
    refetchInterval: EVERY_MS,
    placeholderData: keepPreviousData,
  });
