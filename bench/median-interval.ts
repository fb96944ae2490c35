export interface MedianInterval {
  readonly median: number;
  readonly low: number;
  readonly high: number;
}

const MIN_COVERAGE = 0.95;

/**
 * The median and an interval that holds the true median with at least 95 % probability, whatever the
 * distribution: two order statistics, by the binomial distribution. It takes six values or more.
 */
export function medianInterval(values: readonly number[]): MedianInterval {
  const sorted = values.toSorted((a, b) => a - b);
  const { length } = sorted;
  const at = (index: number): number => sorted[index] ?? Number.NaN;
  const median = (at(Math.floor((length - 1) / 2)) + at(Math.floor(length / 2))) / 2;
  let tail = 0;
  let outside = 0;
  for (; outside < length / 2; outside += 1) {
    tail += choose(length, outside) / 2 ** length;
    if (1 - 2 * tail < MIN_COVERAGE) break;
  }
  if (outside === 0) throw new Error(`${length} values are too few for an interval of 95 %`);
  return { median, low: at(outside - 1), high: at(length - outside) };
}

function choose(n: number, k: number): number {
  let ways = 1;
  for (let step = 1; step <= k; step += 1) ways = (ways * (n - step + 1)) / step;
  return ways;
}
