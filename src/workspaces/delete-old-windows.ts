import type { Context } from "../context.ts";
import { deleteRateWindows } from "./store/rate-windows.ts";

/** Longer than the longest window, so that none that still counts is deleted. */
const KEPT_MS = 2 * 3_600_000;

/** Forgets the counts of minutes and hours that are over. */
export async function deleteOldWindows(
  { db, clock }: Pick<Context, "db" | "clock">,
  workspaceId: number,
): Promise<void> {
  const before = new Date(clock().getTime() - KEPT_MS);
  await db.transaction((tx) => deleteRateWindows(tx, workspaceId, before), "background");
}
