/** One line of the table: ours against a limit measured in the same run. */
export interface Figure {
  readonly name: string;
  readonly ours: string;
  readonly limit: string;
  /** Ours by the limit's. */
  readonly ratio: number;
  readonly bar: { readonly atLeast: number } | { readonly atMost: number };
}

export const holds = ({ ratio, bar }: Figure): boolean =>
  "atLeast" in bar ? ratio >= bar.atLeast : ratio <= bar.atMost;

/** The table as Markdown, to print and to paste. */
export function renderTable(figures: readonly Figure[]): string {
  const rows = figures.map((figure) => {
    const bar = "atLeast" in figure.bar ? `≥ ${figure.bar.atLeast}` : `≤ ${figure.bar.atMost}`;
    const word = holds(figure) ? "" : " (missed)";
    return `| ${figure.name} | ${figure.ours} | ${figure.limit} | ${figure.ratio.toFixed(2)} | ${bar}${word} |`;
  });
  return ["| figure | ours | limit | ratio | bar |", "|---|---|---|---|---|", ...rows].join("\n");
}

const number = new Intl.NumberFormat("en", { maximumFractionDigits: 0 });

export function perSecond(load: { perSecond: number; p50: number; p99: number }): string {
  return `${number.format(load.perSecond)}/s, p50 ${load.p50.toFixed(1)} ms, p99 ${load.p99.toFixed(1)} ms`;
}

function percentile(sorted: readonly number[], share: number): number {
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? Number.NaN;
}

export function spread(timesMs: readonly number[]): { p50: number; text: string } {
  const sorted = timesMs.toSorted((a, b) => a - b);
  const p50 = percentile(sorted, 0.5);
  return { p50, text: `p50 ${p50.toFixed(2)} ms, p99 ${percentile(sorted, 0.99).toFixed(2)} ms` };
}
