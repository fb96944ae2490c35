/** Which columns a file of links may have, and what becomes of a cell. */

const TEXTS = [
  "url",
  "domain",
  "brandLinkId",
  "ttl",
  "description",
  "metaImg",
  "memo",
  "delYmdt",
  "strtYmdt",
  "endYmdt",
  "expireUrl",
  "pwd",
  "nonmemberSticsPwd",
  "reuseYn",
  "notfSubscYn",
  "qrBypassYn",
  "blockOverseasSticsYn",
  "pushNotifyYn",
  "mailNotifyYn",
] as const;
const NUMBERS = ["grpIdx", "redirectType", "acesMaxCnt"] as const;

export const COLUMNS: readonly string[] = [...TEXTS, ...NUMBERS];

/** Words that other shorteners and people write at the top of a column. */
const ALSO: Readonly<Record<string, string>> = {
  "long url": "url",
  longurl: "url",
  destination: "url",
  tujuan: "url",
  title: "ttl",
  judul: "ttl",
  note: "memo",
  catatan: "memo",
  group: "grpIdx",
  grup: "grpIdx",
  slug: "brandLinkId",
  "link id": "brandLinkId",
  password: "pwd",
};

/** Columns that we add to the file of refused lines, so that it can be mended and read again. */
const OURS = ["line", "reason", "baris", "alasan"];
const LEFT_OUT = "-";
/** A column without a heading, as spreadsheets add them behind the last one; it must be empty. */
const NAMELESS = "";

/** The field that a heading stands for, whatever its case. */
export function columnOf(heading: string): string | null {
  const said = heading.trim().toLowerCase();
  if (said === "") return NAMELESS;
  if (OURS.includes(said)) return LEFT_OUT;
  return COLUMNS.find((it) => it.toLowerCase() === said) ?? ALSO[said] ?? null;
}

export type Header =
  | { readonly kind: "good"; readonly columns: readonly string[] }
  | { readonly kind: "unknown"; readonly headings: readonly string[] }
  | { readonly kind: "double"; readonly column: string }
  | { readonly kind: "no-url" };

export function readHeader(headings: readonly string[]): Header {
  const columns = headings.map(columnOf);
  const unknown = headings.filter((_, at) => columns[at] === null);
  if (!columns.includes("url")) return { kind: "no-url" };
  if (unknown.length > 0) return { kind: "unknown", headings: unknown };
  const double = columns.find((it, at) => !isUnread(it) && columns.indexOf(it) !== at);
  if (double) return { kind: "double", column: double };
  return { kind: "good", columns: columns as string[] };
}

/** The delimiter under which the first line has the most columns that are known. */
export function delimiterOf(firstLine: string): string {
  const known = (delimiter: string) =>
    firstLine.split(delimiter).filter((it) => columnOf(it.replaceAll('"', ""))).length;
  return [",", ";", "\t", "|"].reduce((best, it) => (known(it) > known(best) ? it : best));
}

const isUnread = (column: string | null): boolean => column === LEFT_OUT || column === NAMELESS;

export type LinkFields = Readonly<Record<string, string | number>>;

/** The link of a row; empty cells say nothing. Null where there are cells without a column. */
export function linkOf(columns: readonly string[], cells: readonly string[]): LinkFields | null {
  const unnamed = cells.filter((_, at) => (columns[at] ?? NAMELESS) === NAMELESS);
  if (unnamed.some((cell) => cell.trim() !== "")) return null;
  const said = columns.flatMap((column, at) => {
    const cell = cells[at] ?? "";
    return cell.trim() === "" || isUnread(column)
      ? []
      : [[column, cellValue(column, cell)] as const];
  });
  return Object.fromEntries(said);
}

/** What is no number is sent as it stands, so that the server says what is wrong with it. */
function cellValue(column: string, cell: string): string | number {
  const number = NUMBERS.some((it) => it === column) && /^\s*\d{1,15}\s*$/.test(cell);
  return number ? Number(cell) : cell;
}
