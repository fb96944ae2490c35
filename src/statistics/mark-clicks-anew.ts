import type { Context } from "../context.ts";
import type { Database } from "../db/database.ts";
import { Fault } from "../kit/fault.ts";
import { loadWorkspace } from "../workspaces/load-workspace.ts";
import type { Workspace } from "../workspaces/workspace.ts";
import { daysWithin } from "./busy-days.ts";
import { parts } from "./dimension.ts";
import { daySlots, hoursOfDays, spanOf } from "./quarters.ts";
import { listQuarters, markAnew, nextLink } from "./store/marks.ts";
import { deletePackedDays } from "./store/packed-days.ts";
import { findMarks, lockMark } from "./store/totals.ts";
import { totalClicks } from "./total-clicks.ts";

/** A step is whole days of one link: about so many clicks, or one day. */
const CLICKS_A_STEP = 1_000;
const QUARTERS = 500;

/**
 * Says anew which click is a person's first of an hour and of a day, in the zone that the workspace
 * has now. Each step moves the marks and with them the totals of the quarters, and none of totalling
 * runs beside; so it may stop anywhere, begin again, and run twice. Totals of dimensions, which
 * keep the days of old, are made before.
 */
export async function markClicksAnew(
  ctx: Context,
  { workspaceId }: { readonly workspaceId: number },
): Promise<void> {
  while (await totalClicks(ctx, { workspaceId }));
  const db = ctx.db.in("background");
  const marks = await findMarks(db, workspaceId);
  const upTo = Math.min(...parts.map((part) => marks.get(part) ?? 0));
  let linkId = await nextLink(db, workspaceId, 0);
  while (linkId !== undefined) {
    const workspace = await findPresent(ctx, workspaceId);
    if (workspace === undefined) return;
    const link = { workspaceId, linkId, upTo };
    await markLink(db, link, workspace.timeZone);
    linkId = await nextLink(db, workspaceId, linkId);
  }
}

async function findPresent(ctx: Context, workspaceId: number): Promise<Workspace | undefined> {
  try {
    return await loadWorkspace(ctx, workspaceId);
  } catch (error) {
    if (error instanceof Fault && error.code === "workspace_unknown") return undefined;
    throw error;
  }
}

interface Marked {
  readonly workspaceId: number;
  readonly linkId: number;
  /** The last click that every part has in its totals. */
  readonly upTo: number;
}

async function markLink(db: Database, link: Marked, zone: string): Promise<void> {
  let start: number | undefined = 0;
  while (start !== undefined) {
    const busy = await listQuarters(db, link, { start, limit: QUARTERS });
    const range = daysWithin(busy, { zone, most: CLICKS_A_STEP, cut: busy.length === QUARTERS });
    if (range === undefined) return;
    const days = daySlots(range, zone);
    const hours = hoursOfDays(range, zone);
    await db.transaction(async (tx) => {
      await lockMark(tx, link.workspaceId, "quarter");
      await markAnew(tx, link, { days, hours });
      await deletePackedDays(tx, link.workspaceId, spanOf(days));
    });
    start = days.bounds.at(-1);
  }
}
