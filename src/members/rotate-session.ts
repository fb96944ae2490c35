import type { Context } from "../context.ts";
import { hashSecret } from "../workspaces/credentials.ts";
import { newToken } from "./issue-token.ts";
import { graceMs, type Session } from "./session.ts";
import { replaceToken } from "./store/sessions.ts";

/** A fresh token for a session; null where another request was quicker. The old one stays good for a moment. */
export async function rotateSession(
  { changes, clock, db }: Context,
  { id, tokenHash: from }: Session,
): Promise<string | null> {
  const [token, at] = [newToken(), clock()];
  const to = hashSecret(token);
  const previousUntil = new Date(at.getTime() + graceMs);
  const replaced = await db.transaction(async (tx) => {
    const mine = await replaceToken(tx, { id, from, to, at, previousUntil });
    await changes.announce(tx, [
      { kind: "session", key: from },
      { kind: "session", key: to },
    ]);
    return mine;
  }, "write");
  return replaced ? token : null;
}
