import Papa from "papaparse";
import { delimiterOf } from "./columns.ts";
import { chunksOf, type Encoding } from "./encoding.ts";

export interface CsvRow {
  /** Where the row begins in the file, from 1. */
  readonly line: number;
  readonly cells: readonly string[];
}

/**
 * The rows of a file piece by piece, so that 50 MB never stand in memory at once. Empty lines are
 * left out; line breaks within quotes belong to their cell.
 */
export async function* readCsv(file: Blob, encoding: Encoding): AsyncGenerator<readonly CsvRow[]> {
  let rest = "";
  let line = 1;
  let parser: Papa.Parser | null = null;
  const take = (last: boolean): readonly CsvRow[] => {
    if (parser === null) {
      const found = findDelimiter(rest, last);
      if (found === null) return [];
      parser = new Papa.Parser({ delimiter: found.delimiter, newline: "\n" });
      rest = rest.slice(found.skipped);
      if (found.skipped > 0) line += 1;
    }
    const { data, meta } = parser.parse(rest, 0, !last) as Parsed;
    rest = last ? "" : rest.slice(meta.cursor);
    const rows = data.map((cells) => {
      const row = { line, cells };
      line += 1 + cells.reduce((sum, cell) => sum + (cell.split("\n").length - 1), 0);
      return row;
    });
    return rows.filter(({ cells }) => cells.some((cell) => cell.trim() !== ""));
  };
  for await (const text of readText(file, encoding)) {
    rest += text;
    const rows = take(false);
    if (rows.length > 0) yield rows;
  }
  const rows = take(true);
  if (rows.length > 0) yield rows;
}

interface Parsed {
  readonly data: readonly (readonly string[])[];
  readonly meta: { readonly cursor: number };
}

interface Delimiter {
  readonly delimiter: string;
  /** Letters of a line that says the delimiter and is no row. */
  readonly skipped: number;
}

/** What Excel writes and reads above the rows: `sep=;`, in quotes where it saved it itself. */
const SAID = /^"?sep=(.)"?[,;\t|]*$/i;
const BLANK = /^[\s,;|"]*$/;

/** Null until the line that tells what stands between the cells is whole. */
function findDelimiter(text: string, last: boolean): Delimiter | null {
  const lines = text.split("\n");
  const whole = last ? lines : lines.slice(0, -1);
  const said = SAID.exec(whole[0] ?? "")?.[1];
  if (said !== undefined) return { delimiter: said, skipped: (whole[0] ?? "").length + 1 };
  const header = whole.find((line) => !BLANK.test(line));
  if (header === undefined && !last) return null;
  return { delimiter: delimiterOf(header ?? ""), skipped: 0 };
}

/** Line breaks of every system as `\n`, the mark at the beginning left out. */
async function* readText(file: Blob, encoding: Encoding): AsyncGenerator<string> {
  const decoder = new TextDecoder(encoding);
  let held = "";
  for await (const bytes of chunksOf(file)) {
    const text = held + decoder.decode(bytes, { stream: true });
    // A carriage return at the end may be half of a line break.
    held = text.endsWith("\r") ? "\r" : "";
    yield newlines(held === "" ? text : text.slice(0, -1));
  }
  yield newlines(held + decoder.decode());
}

const newlines = (text: string): string => text.replace(/\r\n?/g, "\n");
