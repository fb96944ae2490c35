import type { Context } from "../context.ts";
import type { Transaction } from "../db/database.ts";
import { hashSecret } from "../workspaces/credentials.ts";
import { newToken } from "./issue-token.ts";
import type { Session } from "./session.ts";
import { insertSession, nextSessionId } from "./store/sessions.ts";

/** A token, which only the browser keeps, and the session that it opens. */
export interface StartedSession {
  readonly token: string;
  readonly session: Session;
}

export async function startSession(
  { changes, clock }: Pick<Context, "changes" | "clock">,
  tx: Transaction,
  memberId: number,
): Promise<StartedSession> {
  const [token, at] = [newToken(), clock()];
  const session: Session = {
    id: await nextSessionId(tx),
    memberId,
    tokenHash: hashSecret(token),
    previousHash: null,
    previousUntil: null,
    createdAt: at,
    rotatedAt: at,
    usedAt: at,
  };
  await insertSession(tx, session);
  await changes.announce(tx, [{ kind: "session", key: session.tokenHash }]);
  return { token, session };
}
