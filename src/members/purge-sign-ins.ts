import type { Context } from "../context.ts";
import { idleMs, longestMs } from "./session.ts";
import { deleteOldInvitations } from "./store/invitations.ts";
import { deleteOldSessions } from "./store/sessions.ts";
import { deleteOldSignInAttempts } from "./store/sign-in-attempts.ts";

/** Longer than any window of tries, so that none that still counts is deleted. */
const TRIES_KEPT_MS = 3_600_000;

/** Forgets sessions and links that are over, and tries that no longer count. */
export async function purgeSignIns({ db, clock }: Context): Promise<void> {
  const before = (ms: number) => new Date(clock().getTime() - ms);
  const background = db.in("background");
  await deleteOldSignInAttempts(background, before(TRIES_KEPT_MS));
  await deleteOldInvitations(background, before(0));
  await deleteOldSessions(background, {
    createdBefore: before(longestMs),
    usedBefore: before(idleMs),
  });
}
