import type { Context } from "../context.ts";
import { deleteAttemptsBefore } from "./store/password-attempts.ts";

/** Long past the minutes for which a wrong password counts. */
const KEPT_MS = 3_600_000;

/** Forgets the tries of passwords that count no more. */
export async function deleteOldAttempts(
  { db, clock }: Pick<Context, "db" | "clock">,
  workspaceId: number,
): Promise<void> {
  const before = new Date(clock().getTime() - KEPT_MS);
  await db.transaction((tx) => deleteAttemptsBefore(tx, workspaceId, before), "background");
}
