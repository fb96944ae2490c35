import {
  OPERATIONS,
  type OperationName,
  SENT,
  STORED,
} from "../contract/audience/conformance-table.ts";

/** A row of an operation's table as it is written. */
export interface Row {
  readonly label: string;
  readonly cells: readonly string[];
}

export function rowsOf(operation: OperationName): readonly Row[] {
  const lines = OPERATIONS[operation].trim().split("\n");
  return lines.map((line) => {
    const [label = "", ...cells] = line.trim().split(/ {2,}/);
    return { label, cells };
  });
}

/** What is stored, what is sent, what comes of it. */
export interface Cell {
  /** A name of its own, so that all cells can be tried on one user. */
  readonly name: string;
  /** A type, or "unknown". */
  readonly type: string;
  /** JSON; undefined where there is no value. */
  readonly old: string | undefined;
  readonly sent: string;
  readonly result: string;
}

export function cellsOf(operation: OperationName): readonly Cell[] {
  const cells = rowsOf(operation).flatMap((row) =>
    STORED.filter((stored) => covers(row.label, stored)).flatMap((stored) =>
      row.cells.map((result, column) => ({
        ...readStored(stored),
        sent: SENT[column] ?? "",
        result,
      })),
    ),
  );
  return cells.map((cell, index) => ({ ...cell, name: `p${index}` }));
}

export function titleOf({ type, old, sent }: Cell): string {
  return `${type} ${old ?? "none"} ← ${sent}`;
}

function covers(label: string, stored: string): boolean {
  return label === "any" || label === stored || stored.startsWith(`${label} `);
}

export function readStored(stored: string): Pick<Cell, "type" | "old"> {
  const [, type = "unknown", old = "none"] = /^(\w+) ?(.*)$/.exec(stored) ?? [];
  return { type, old: old === "none" || old === "" ? undefined : old };
}

/** The code of a refusal and why, where the table says it; undefined of any other result. */
export function readRefusal(result: string): { code: number; why: string } | undefined {
  const found = /^(55\d{3})(?: (.*))?$/.exec(result);
  return found === null ? undefined : { code: Number(found[1]), why: found[2] ?? "" };
}

/** The JSON of the value after the call; undefined where there is none. */
export function valueAfter(result: string, old: string | undefined, sent: string) {
  if (result === "stays" || readRefusal(result) !== undefined) return old;
  if (result === "none") return undefined;
  return result === "sent" ? sent : result;
}

/** Writes out what the table abbreviates: `"x" × 3` and `[3 texts]`. */
export function expand(notation: string): string {
  return notation
    .replaceAll(/"(.+?)" × (\d+)/gu, (_, text: string, times) => `"${text.repeat(Number(times))}"`)
    .replaceAll(/(\d+) texts/g, (_, count) =>
      Array.from({ length: Number(count) }, (_each, at) => `"text ${at}"`).join(","),
    );
}
