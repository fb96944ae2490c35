import Type, { type Static } from "typebox";
import type { DayRange } from "../../statistics/day-range.ts";
import type { RangeFigures, RankFigures, RankOrder, RankSort } from "../../statistics/ranking.ts";
import { Pages, pageAt } from "../wire/paging.ts";
import { described, OneOf } from "../wire/schema.ts";
import { decodeRange, encodeFigures, rangeFields } from "./statistics-fields.ts";

const SORTS: Readonly<Record<"acesCnt" | "pernCnt" | "qrCnt" | "change", RankSort>> = {
  acesCnt: "clicks",
  pernCnt: "people",
  qrCnt: "qr",
  change: "change",
};

const Sort = OneOf("acesCnt", "pernCnt", "qrCnt", "change");

/** What a call for a ranking asks. */
export const rankingFields = {
  ...rangeFields,
  pages: Type.Optional(Pages),
  sort: Type.Optional(
    described(Sort, "acesCnt where left out; change: acesCnt less that of the range before"),
  ),
  order: Type.Optional(described(OneOf("asc", "desc"), "desc where left out")),
};

const Fields = Type.Object(rankingFields);

export interface AskedRanking extends RankOrder {
  readonly range: DayRange;
  readonly page: { readonly limit: number; readonly offset: number };
}

export function decodeRanking({
  pages = 1,
  sort = "acesCnt",
  order = "desc",
  ...range
}: Static<typeof Fields>): AskedRanking {
  return {
    range: decodeRange(range),
    page: pageAt(pages),
    sort: SORTS[sort],
    ascending: order === "asc",
  };
}

export function encodeRangeFigures({ before, ...figures }: RangeFigures) {
  return { ...encode(figures), before: encode(before) };
}

function encode({ qr, ...figures }: RankFigures) {
  return { ...encodeFigures(figures), qrCnt: qr };
}
