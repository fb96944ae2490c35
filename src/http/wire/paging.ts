import Type, { type TSchema } from "typebox";
import { described, Flag } from "./schema.ts";

const PAGE_ROWS = 30;

const HIGHEST_PAGE = 2 ** 31 - 1;

/** 1-based. */
export const Pages = described(
  Type.Integer({ minimum: 1, maximum: HIGHEST_PAGE }),
  "Number of the page, from 1; a page has 30 rows",
);

export interface Paged<Row> {
  readonly extra: {
    readonly pages: number;
    readonly nextPages: number;
    readonly nextYn: "Y" | "N";
    /** Rows of this page, and of all. */
    readonly count: number;
    readonly totalCount: number;
  };
  readonly list: readonly Row[];
}

export function pageAt(pages: number): { limit: number; offset: number } {
  return { limit: PAGE_ROWS, offset: (pages - 1) * PAGE_ROWS };
}

export function paged<Row>(list: readonly Row[], pages: number, totalCount: number): Paged<Row> {
  const more = pages * PAGE_ROWS < totalCount;
  return {
    extra: {
      pages,
      nextPages: more ? pages + 1 : pages,
      nextYn: more ? "Y" : "N",
      count: list.length,
      totalCount,
    },
    list,
  };
}

/** The shape of a page, for a document. */
export function PagedOf<Row extends TSchema>(row: Row) {
  const extra = Type.Object({
    pages: Type.Integer(),
    nextPages: Type.Integer({ description: "The same on the last page" }),
    nextYn: Flag,
    count: Type.Integer({ description: "Rows of this page" }),
    totalCount: Type.Integer(),
  });
  return Type.Object({ extra, list: Type.Array(row) });
}
