import Papa from "papaparse";
import type { BadRow, MadeRow } from "./import-links.ts";

/** The mark by which spreadsheets know that it is UTF-8. */
const MARK = "\uFEFF";

/** The lines that became no link, as they were, with where they stood and why. */
export function badRowsCsv(
  headings: readonly string[],
  rows: readonly BadRow[],
  names: { line: string; reason: string },
): string {
  const sorted = [...rows].sort((a, b) => a.line - b.line);
  const data = sorted.map(({ line, cells, reason }) => [
    ...headings.map((_, at) => cells[at] ?? ""),
    line,
    reason,
  ]);
  return MARK + Papa.unparse({ fields: [...headings, names.line, names.reason], data });
}

export function madeRowsCsv(rows: readonly MadeRow[]): string {
  const data = rows.map(({ line, url, shortUrl }) => [line, url, shortUrl]);
  return MARK + Papa.unparse({ fields: ["line", "url", "shortUrl"], data });
}
