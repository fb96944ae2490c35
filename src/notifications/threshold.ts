import type { CountedClick } from "./counted-click.ts";

/** A number of clicks that a link reached, and by which ways its owner wants to hear of it. */
export interface ReachedThreshold {
  readonly linkId: number;
  readonly threshold: number;
  readonly notifiesPush: boolean;
  readonly notifiesMail: boolean;
  readonly reachedAt: Date;
}

/** The clicks that reach a threshold: as each adds one, those whose tally is one. */
export function reachingClicks(
  counted: readonly CountedClick[],
  thresholds: readonly number[],
): CountedClick[] {
  const wanted = new Set(thresholds);
  return counted.filter(({ tally }) => wanted.has(tally.clicks));
}
