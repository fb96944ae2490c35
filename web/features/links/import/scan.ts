import { type Header, linkOf, readHeader } from "./columns.ts";
import type { Encoding } from "./encoding.ts";
import type { ImportRow } from "./import-links.ts";
import { readCsv } from "./read-csv.ts";

export interface Scanned {
  readonly headings: readonly string[];
  readonly header: Header;
  /** Lines below the header. */
  readonly rows: number;
}

/** Looks once through the whole file, so that what is wrong at its head is told before a link is made. */
export async function scan(
  file: Blob,
  encoding: Encoding,
  onRows: (rows: number) => void,
): Promise<Scanned> {
  let headings: readonly string[] | null = null;
  let rows = 0;
  for await (const found of readCsv(file, encoding)) {
    rows += found.length;
    if (headings === null) {
      headings = found[0]?.cells ?? [];
      const header = readHeader(headings);
      if (header.kind !== "good") return { headings, header, rows: 0 };
    }
    onRows(rows - 1);
  }
  const header = readHeader(headings ?? []);
  return { headings: headings ?? [], header, rows: Math.max(0, rows - 1) };
}

/** The lines below the header, each as the link that it means. */
export async function* rowsOf(
  file: Blob,
  encoding: Encoding,
  columns: readonly string[],
): AsyncGenerator<ImportRow> {
  let first = true;
  for await (const rows of readCsv(file, encoding)) {
    for (const row of first ? rows.slice(1) : rows) {
      yield { ...row, link: linkOf(columns, row.cells) };
    }
    first = false;
  }
}
