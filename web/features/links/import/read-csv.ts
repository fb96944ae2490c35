import Papa from "papaparse";
import { delimiterOf } from "./columns.ts";

export interface CsvRow {
  /** Where the row begins in the file, from 1. */
  readonly line: number;
  readonly cells: readonly string[];
}

/**
 * The rows of a file piece by piece, so that 50 MB never stand in memory at once. Empty lines are
 * left out; line breaks within quotes belong to their cell.
 */
export async function* readCsv(file: Blob): AsyncGenerator<readonly CsvRow[]> {
  let rest = "";
  let line = 1;
  let parser: Papa.Parser | null = null;
  const take = (last: boolean): readonly CsvRow[] => {
    parser ??= makeParser(rest, last);
    if (parser === null) return [];
    const { data, meta } = parser.parse(rest, 0, !last) as Parsed;
    rest = last ? "" : rest.slice(meta.cursor);
    const rows = data.map((cells) => {
      const row = { line, cells };
      line += 1 + cells.reduce((sum, cell) => sum + (cell.split("\n").length - 1), 0);
      return row;
    });
    return rows.filter(({ cells }) => cells.some((cell) => cell.trim() !== ""));
  };
  for await (const text of readText(file, await encodingOf(file))) {
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

/** Null until the first line is whole: it tells what stands between the cells. */
function makeParser(text: string, last: boolean): Papa.Parser | null {
  const end = text.indexOf("\n");
  if (end < 0 && !last) return null;
  const delimiter = delimiterOf(end < 0 ? text : text.slice(0, end));
  return new Papa.Parser({ delimiter, newline: "\n" });
}

const BYTE_ORDER_MARKS = [
  { encoding: "utf-8", bytes: [0xef, 0xbb, 0xbf] },
  { encoding: "utf-16le", bytes: [0xff, 0xfe] },
  { encoding: "utf-16be", bytes: [0xfe, 0xff] },
] as const;

/** What is no UTF-8 and has no mark was saved by an old spreadsheet: Latin-1 as Windows has it. */
async function encodingOf(file: Blob): Promise<string> {
  const head = new Uint8Array(await file.slice(0, 3).arrayBuffer());
  const marked = BYTE_ORDER_MARKS.find(({ bytes }) => bytes.every((byte, at) => head[at] === byte));
  if (marked) return marked.encoding;
  try {
    const decoder = new TextDecoder("utf-8", { fatal: true });
    for await (const bytes of chunksOf(file)) decoder.decode(bytes, { stream: true });
    decoder.decode();
    return "utf-8";
  } catch {
    return "windows-1252";
  }
}

/** Line breaks of every system as `\n`, the mark at the beginning left out. */
async function* readText(file: Blob, encoding: string): AsyncGenerator<string> {
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

async function* chunksOf(file: Blob): AsyncGenerator<Uint8Array<ArrayBuffer>> {
  const reader = file.stream().getReader();
  try {
    for (;;) {
      const { done, value } = await reader.read();
      if (done) return;
      yield value;
    }
  } finally {
    reader.releaseLock();
  }
}
