import { setImmediate } from "node:timers/promises";
import type { Context } from "../context.ts";
import type { Workspace } from "../workspaces/workspace.ts";
import type { DayRange } from "./day-range.ts";
import { type LinkFigures, packDay, unpackDay } from "./packed-day.ts";
import { daySlots, type QuarterSpan, quarterOf, spansOf } from "./quarters.ts";
import {
  deletePackedDays,
  insertPackedDay,
  listDayRows,
  listTotalled,
  listUnpacked,
} from "./store/packed-days.ts";
import { lockMark } from "./store/totals.ts";

/** From so many rows on, to sum the quarters of a day takes longer than to read it packed. */
const ROWS_TO_PACK = 500;

/** Whose figures are read; whoever has it may see them. */
export interface StatisticsContext extends Pick<Context, "db" | "clock"> {
  readonly workspace: Pick<Workspace, "id" | "timeZone">;
}

interface LoadLinkFigures {
  readonly range: DayRange;
  /** Only clicks that count in this group; null: all. */
  readonly groupId: number | null;
}

/**
 * Calls `take` with the figures of every link in every group that it was clicked in. A link of several
 * days or groups comes several times. Other work of the process gets its turn between the days.
 */
export async function loadLinkFigures(
  ctx: StatisticsContext,
  { range, groupId }: LoadLinkFigures,
  take: (figures: LinkFigures) => void,
): Promise<void> {
  const spans = spansOf(daySlots(range, ctx.workspace.timeZone));
  await packDays(ctx, spans);
  for (const row of await listDayRows(ctx.db, ctx.workspace.id, { spans, groupId })) {
    if (row.packed === null) {
      take(row);
      continue;
    }
    for (const figures of unpackDay(row.packed)) {
      if (groupId === null || figures.groupId === groupId) take(figures);
    }
    await setImmediate();
  }
}

/** Packs the days that are over, each in a transaction of its own; nothing totals meanwhile. */
async function packDays(ctx: StatisticsContext, spans: readonly QuarterSpan[]): Promise<void> {
  const { id: workspaceId } = ctx.workspace;
  const now = quarterOf(ctx.clock());
  const over = spans.filter(({ end }) => end <= now);
  const unpacked = await listUnpacked(ctx.db, workspaceId, { spans: over, least: ROWS_TO_PACK });
  for (const span of unpacked) {
    await ctx.db.transaction(async (tx) => {
      await lockMark(tx, workspaceId, "quarter");
      const rows = await listTotalled(tx, workspaceId, span);
      // A day of a zone that was another one before overlaps those.
      await deletePackedDays(tx, workspaceId, span);
      await insertPackedDay(tx, workspaceId, span, packDay(rows));
    }, "read");
  }
}
