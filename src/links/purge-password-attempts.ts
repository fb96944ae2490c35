import type { Context } from "../context.ts";
import { attemptWindowMs } from "./password-attempt.ts";
import { deleteOldAttempts } from "./store/password-attempts.ts";

/** Forgets tries that no longer count against anybody; answers how many rows it took away. */
export function purgePasswordAttempts(
  ctx: Pick<Context, "db" | "clock">,
  workspaceId: number,
): Promise<number> {
  const before = new Date(ctx.clock().getTime() - attemptWindowMs);
  return deleteOldAttempts(ctx.db.in("background"), workspaceId, before);
}
