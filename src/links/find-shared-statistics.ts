import type { Context } from "../context.ts";
import type { Lock } from "./pass.ts";
import { effectiveSettings, unset } from "./policy.ts";
import { findSharing } from "./store/visit.ts";

/** A link whose owner shows its statistics to who knows the password. */
export interface SharedStatistics {
  readonly lock: Lock;
  /** As the owner typed it. */
  readonly title: string | null;
}

/** Null where they are shown to nobody. Asked each time, so that a change holds at once on every node. */
export async function findSharedStatistics(
  ctx: Pick<Context, "db">,
  { workspaceId, linkId }: { readonly workspaceId: number; readonly linkId: number },
): Promise<SharedStatistics | null> {
  const row = await findSharing(ctx.db, workspaceId, linkId);
  if (row === undefined) return null;
  const { statisticsPasswordHash: passwordHash } = effectiveSettings(
    { ...unset, statisticsPasswordHash: row.own },
    { ...unset, statisticsPasswordHash: row.ofGroup },
  );
  if (passwordHash === null) return null;
  return { lock: { opens: "statistics", workspaceId, linkId, passwordHash }, title: row.title };
}
