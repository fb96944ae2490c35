import type { Context } from "../context.ts";
import type { Transaction } from "../db/database.ts";
import { deleteSession, deleteSessionsOf } from "./store/sessions.ts";

type Parts = Pick<Context, "changes">;

export interface EndSessions {
  readonly memberIds: readonly number[];
  /** The one that goes on, or null. */
  readonly but: number | null;
}

/** From the commit on their cookies open nothing, on every node within a second. */
export async function endSessions(
  { changes }: Parts,
  tx: Transaction,
  { memberIds, but }: EndSessions,
): Promise<void> {
  const hashes = await deleteSessionsOf(tx, memberIds, but);
  await changes.announce(
    tx,
    hashes.map((key) => ({ kind: "session", key })),
  );
}

export async function endSession(ctx: Context, sessionId: number): Promise<void> {
  await ctx.db.transaction(async (tx) => {
    const hashes = await deleteSession(tx, sessionId);
    await ctx.changes.announce(
      tx,
      hashes.map((key) => ({ kind: "session", key })),
    );
  }, "write");
}
