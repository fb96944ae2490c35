const MINUTE_MS = 60_000;
const DAY_MS = 24 * 60 * MINUTE_MS;

/** A session that nobody used for so long is over. */
export const idleMs = 14 * DAY_MS;
/** However much it is used. */
export const longestMs = 90 * DAY_MS;
/** A token older than this is replaced. */
export const tokenMs = DAY_MS;
/** How long the token before goes on being good, for requests under way. */
export const graceMs = 5 * MINUTE_MS;

/** A browser that somebody signed in with. */
export interface Session {
  readonly id: number;
  readonly memberId: number;
  readonly tokenHash: string;
  readonly previousHash: string | null;
  readonly previousUntil: Date | null;
  readonly createdAt: Date;
  readonly rotatedAt: Date;
  /** A minute or so exact. */
  readonly usedAt: Date;
}

/** Whether a browser that brings the token of this hash is let in. */
export function isOpen(session: Session, tokenHash: string, at: Date): boolean {
  const { createdAt, usedAt, previousUntil } = session;
  if (at.getTime() >= createdAt.getTime() + longestMs) return false;
  if (at.getTime() >= usedAt.getTime() + idleMs) return false;
  if (tokenHash === session.tokenHash) return true;
  return tokenHash === session.previousHash && previousUntil !== null && at < previousUntil;
}

export function isTokenOld(session: Session, at: Date): boolean {
  return at.getTime() >= session.rotatedAt.getTime() + tokenMs;
}

/** How long a browser keeps the cookie of a session. */
export function secondsLeft({ createdAt }: Session, at: Date): number {
  return Math.max(0, Math.floor((createdAt.getTime() + longestMs - at.getTime()) / 1000));
}
