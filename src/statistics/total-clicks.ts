import type { Context } from "../context.ts";
import { type Part, parts } from "./dimension.ts";
import {
  addDays,
  addQuarters,
  findLastClick,
  findMarks,
  lockMark,
  saveMark,
} from "./store/totals.ts";

export interface TotalClicks {
  readonly workspaceId: number;
  /** Clicks a step, which is one transaction of one part. */
  readonly most: number;
}

/**
 * Moves clicks into the totals of every part that is behind, at most so many each; true: there are
 * more. A step stores the totals with how far they go, so that each click is in them once, whoever
 * runs this, and however often.
 */
export async function totalClicks(
  ctx: Pick<Context, "db">,
  { workspaceId, most }: TotalClicks,
): Promise<boolean> {
  const db = ctx.db.in("background");
  const last = await findLastClick(db, workspaceId);
  if (last === 0) return false;
  const marks = await findMarks(db, workspaceId);
  const behind = parts.filter((part) => (marks.get(part) ?? 0) < last);
  let more = false;
  for (const part of behind) {
    const left = await totalPart({ db }, { workspaceId, most, part });
    more ||= left > 0;
  }
  return more;
}

/** Answers how many clicks the part is behind after it. */
async function totalPart(
  { db }: Pick<Context, "db">,
  { workspaceId, most, part }: TotalClicks & { readonly part: Part },
): Promise<number> {
  return db.transaction(async (tx) => {
    const after = await lockMark(tx, workspaceId, part);
    const last = await findLastClick(tx, workspaceId);
    const upTo = Math.min(after + most, last);
    if (upTo <= after) return 0;
    const stretch = { workspaceId, after, upTo };
    if (part === "quarter") await addQuarters(tx, stretch);
    else await addDays(tx, part, stretch);
    await saveMark(tx, { workspaceId, part, clicks: upTo });
    return last - upTo;
  });
}
