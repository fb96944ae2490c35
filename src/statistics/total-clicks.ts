import type { Context } from "../context.ts";
import { type Part, parts } from "./dimension.ts";
import { deletePackedDays } from "./store/packed-days.ts";
import {
  addBusyLink,
  addDays,
  addMonthPeople,
  addQuarters,
  findLastClick,
  findMarks,
  listNewlyBusy,
  lockMark,
  saveMark,
} from "./store/totals.ts";

/** A step of so many clicks of a thousand links takes some 20 ms on the embedded store. */
const CLICKS_A_STEP: Readonly<Record<Part, number>> = { quarter: 1_000, day: 500 };

/** From so many clicks on, reading a link's clicks takes longer than totalling its days. */
const BUSY_CLICKS = 2_000;
const LINKS_AT_ONCE = 20;

export interface TotalClicks {
  readonly workspaceId: number;
  /** Clicks a step. */
  readonly most?: number;
  /** Clicks from which on a link's days are totalled. */
  readonly busyFrom?: number;
}

/**
 * Moves clicks into the totals of every part that is behind, a step each; true: there are more. A
 * step stores the totals with how far they go, so that each click is in them once, whoever runs
 * this, and however often.
 */
export async function totalClicks(
  ctx: Pick<Context, "db">,
  { workspaceId, most, busyFrom = BUSY_CLICKS }: TotalClicks,
): Promise<boolean> {
  const db = ctx.db.in("background");
  const last = await findLastClick(db, workspaceId);
  if (last === 0) return false;
  const marks = await findMarks(db, workspaceId);
  const behind = parts.filter((part) => (marks.get(part) ?? 0) < last);
  if (behind.includes("day")) await totalBusyLinks({ db }, workspaceId, busyFrom);
  let more = false;
  for (const part of behind) {
    const left = await totalPart({ db }, { workspaceId, part, most: most ?? CLICKS_A_STEP[part] });
    more ||= left > 0;
  }
  return more;
}

interface PartStep {
  readonly workspaceId: number;
  readonly part: Part;
  readonly most: number;
}

/** Answers how many clicks the part is behind after it. */
async function totalPart(
  { db }: Pick<Context, "db">,
  { workspaceId, part, most }: PartStep,
): Promise<number> {
  return db.transaction(async (tx) => {
    const after = await lockMark(tx, workspaceId, part);
    const last = await findLastClick(tx, workspaceId);
    const upTo = Math.min(after + most, last);
    if (upTo <= after) return 0;
    const stretch = { workspaceId, after, upTo };
    if (part === "quarter") {
      const changed = await addQuarters(tx, stretch);
      if (changed !== null) await deletePackedDays(tx, workspaceId, changed);
    } else {
      await addDays(tx, stretch);
      await addMonthPeople(tx, stretch);
    }
    await saveMark(tx, { workspaceId, part, clicks: upTo });
    return last - upTo;
  });
}

/** Asked before each step, so that a link is found while few of its clicks are behind the mark. */
async function totalBusyLinks(
  { db }: Pick<Context, "db">,
  workspaceId: number,
  least: number,
): Promise<void> {
  const asked = { least, limit: LINKS_AT_ONCE };
  for (const linkId of await listNewlyBusy(db, workspaceId, asked)) {
    await totalDaysOf({ db }, { workspaceId, linkId });
  }
}

/** Totals a link's days from now on, and those of its clicks so far. */
export async function totalDaysOf(
  { db }: Pick<Context, "db">,
  { workspaceId, linkId }: { readonly workspaceId: number; readonly linkId: number },
): Promise<void> {
  await db.transaction(async (tx) => {
    const upTo = await lockMark(tx, workspaceId, "day");
    await addBusyLink(tx, { workspaceId, linkId, upTo });
  });
}
