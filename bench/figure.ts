/** One line of the table: ours against a limit measured in the same run, or set. */
export interface Figure {
  readonly name: string;
  readonly ours: string;
  /** Null where the figure is only to be shown. */
  readonly held: Held | null;
}

interface Held {
  readonly limit: string;
  /** Ours by the limit's. */
  readonly ratio: number;
  /** Null where none is set. */
  readonly bar: { readonly atLeast: number } | { readonly atMost: number } | null;
}

export function holds({ held }: Figure): boolean {
  if (held === null || held.bar === null) return true;
  const { ratio, bar } = held;
  return "atLeast" in bar ? ratio >= bar.atLeast : ratio <= bar.atMost;
}

/** The table as Markdown, to print and to paste. */
export function renderTable(figures: readonly Figure[]): string {
  const rows = figures.map((figure) => {
    const { name, ours, held } = figure;
    const word = holds(figure) ? "" : " (missed)";
    const cells = [name, ours, held?.limit ?? "", ratioOf(figure), `${barOf(held)}${word}`];
    return `| ${cells.join(" | ")} |`;
  });
  return ["| figure | ours | limit | ratio | bar |", "|---|---|---|---|---|", ...rows].join("\n");
}

export function ratioOf({ held }: Figure): string {
  return held === null ? "" : held.ratio.toFixed(2);
}

function barOf(held: Held | null): string {
  const bar = held?.bar ?? null;
  if (bar === null) return "";
  return "atLeast" in bar ? `≥ ${bar.atLeast}` : `≤ ${bar.atMost}`;
}

const number = new Intl.NumberFormat("en", { maximumFractionDigits: 0 });

/** "1,234,567". */
export function count(value: number): string {
  return number.format(value);
}

export function perSecond(load: { perSecond: number; p50: number; p99: number }): string {
  return `${count(load.perSecond)}/s, p50 ${load.p50.toFixed(1)} ms, p99 ${load.p99.toFixed(1)} ms`;
}

export interface Spread {
  readonly p50: number;
  readonly p95: number;
  readonly p99: number;
  readonly text: string;
}

/** Of times in milliseconds. */
export function spread(timesMs: readonly number[]): Spread {
  const sorted = timesMs.toSorted((a, b) => a - b);
  const at = (share: number): number =>
    sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? Number.NaN;
  const [p50, p95, p99] = [at(0.5), at(0.95), at(0.99)];
  const text = `p50 ${p50.toFixed(2)} ms, p95 ${p95.toFixed(2)} ms, p99 ${p99.toFixed(2)} ms`;
  return { p50, p95, p99, text };
}

export function median(values: readonly number[]): number {
  return values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? Number.NaN;
}

export async function timed(work: () => Promise<unknown>): Promise<number> {
  const start = performance.now();
  await work();
  return performance.now() - start;
}
