import type { Context } from "../context.ts";
import { endSession, endSessions } from "./end-sessions.ts";
import type { Session } from "./session.ts";

export interface SignOut {
  readonly session: Session;
  /** Every browser of the member. */
  readonly everywhere: boolean;
}

export async function signOut(ctx: Context, { session, everywhere }: SignOut): Promise<void> {
  if (!everywhere) return endSession(ctx, session.id);
  const memberIds = [session.memberId];
  await ctx.db.transaction((tx) => endSessions(ctx, tx, { memberIds, but: null }), "write");
}
