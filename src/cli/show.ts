type Rows = readonly Readonly<Record<string, unknown>>[];

/** A result as a person reads it: rows as a table, fields one a line. */
export function show(result: unknown): string {
  if (result === null) return "done\n";
  if (Array.isArray(result)) return table(result as Rows);
  if (isPage(result)) return page(result);
  const fields = Object.entries(result as object);
  const width = Math.max(...fields.map(([name]) => name.length));
  return fields.map(([name, value]) => `${name.padEnd(width)}  ${cell(value)}\n`).join("");
}

interface Page {
  readonly extra: {
    readonly pages: number;
    readonly nextPages: number;
    readonly nextYn: "Y" | "N";
    readonly totalCount: number;
  };
  readonly list: Rows;
}

const isPage = (result: unknown): result is Page =>
  typeof result === "object" && result !== null && "extra" in result && "list" in result;

function page({ extra, list }: Page): string {
  const more = extra.nextYn === "Y" ? `; more with --pages ${extra.nextPages}` : "";
  return `${table(list)}page ${extra.pages}, ${extra.totalCount} in all${more}\n`;
}

function table(rows: Rows): string {
  const [first] = rows;
  if (first === undefined) return "none\n";
  const names = Object.keys(first);
  const lines = [names, ...rows.map((row) => names.map((name) => cell(row[name])))];
  const widths = names.map((_, at) => Math.max(...lines.map((line) => line[at]?.length ?? 0)));
  return lines
    .map((line) => `${line.map((text, at) => text.padEnd(widths[at] ?? 0)).join("  ")}`.trimEnd())
    .map((line) => `${line}\n`)
    .join("");
}

function cell(value: unknown): string {
  if (value === null || value === undefined) return "-";
  return typeof value === "object" ? JSON.stringify(value) : String(value);
}
