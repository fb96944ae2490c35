/** How many wrong passwords are taken within a window. */
export interface SignInLimit {
  readonly mostWrong: number;
  readonly windowMs: number;
}

const WINDOW_MS = 15 * 60_000;

/** Of one account, whoever tries. */
export const accountLimit: SignInLimit = { mostWrong: 10, windowMs: WINDOW_MS };
/** Of one network, whatever the accounts. */
export const networkLimit: SignInLimit = { mostWrong: 30, windowMs: WINDOW_MS };

/** Tries that still count, the oldest first. */
export function recentTries(
  triedAt: readonly Date[],
  { windowMs }: SignInLimit,
  at: Date,
): readonly Date[] {
  return triedAt
    .filter((tried) => tried.getTime() > at.getTime() - windowMs)
    .sort((one, other) => one.getTime() - other.getTime());
}

/** How long until the next try is taken; 0: it is taken at once. `recent` is what `recentTries` gave. */
export function waitSeconds(
  recent: readonly Date[],
  { mostWrong, windowMs }: SignInLimit,
  at: Date,
): number {
  const oldest = recent[recent.length - mostWrong];
  if (oldest === undefined) return 0;
  return Math.max(1, Math.ceil((oldest.getTime() + windowMs - at.getTime()) / 1_000));
}
