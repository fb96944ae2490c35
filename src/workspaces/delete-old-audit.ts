import type { Context } from "../context.ts";
import { deleteOldAuditEntries } from "./store/audit.ts";

const DAY_MS = 24 * 3_600_000;
const KEPT_MS = 400 * DAY_MS;
const BATCH = 1_000;

/** Some of what was changed longer ago than is kept; true: there may be more. */
export function deleteOldAudit(
  ctx: Pick<Context, "db" | "clock">,
  workspaceId: number,
): Promise<boolean> {
  return deleteBefore(ctx, workspaceId, new Date(ctx.clock().getTime() - KEPT_MS));
}

/** Some of all that is written down of a deleted workspace; true: there may be more. */
export function eraseAudit(
  ctx: Pick<Context, "db" | "clock">,
  workspaceId: number,
): Promise<boolean> {
  return deleteBefore(ctx, workspaceId, new Date(ctx.clock().getTime() + DAY_MS));
}

async function deleteBefore(
  { db }: Pick<Context, "db">,
  workspaceId: number,
  before: Date,
): Promise<boolean> {
  const deleted = await db.transaction(
    (tx) => deleteOldAuditEntries(tx, { workspaceId, before, most: BATCH }),
    "background",
  );
  return deleted === BATCH;
}
