/** After so many wrong passwords within the window, a link takes no more from that network. */
export const mostWrong = 5;
export const attemptWindowMs = 5 * 60_000;

/** Tries that still count. */
export function recentTries(triedAt: readonly Date[], at: Date): Date[] {
  return triedAt
    .filter((tried) => tried.getTime() > at.getTime() - attemptWindowMs)
    .sort((one, other) => one.getTime() - other.getTime());
}

/** How long until the next try is taken; 0: it is taken now. `recent` is what `recentTries` gave. */
export function waitSeconds(recent: readonly Date[], at: Date): number {
  const oldest = recent[recent.length - mostWrong];
  if (oldest === undefined) return 0;
  return Math.max(1, Math.ceil((oldest.getTime() + attemptWindowMs - at.getTime()) / 1_000));
}
