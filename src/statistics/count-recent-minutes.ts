import type { Context } from "../context.ts";
import { countMinutes } from "./store/clicks.ts";

const MINUTE_MS = 60_000;

/** So many clicks a statement: none holds the store for long, however busy the workspace is. */
const WINDOW = 5_000;
/** A workspace with more clicks in the time is counted from its newest ones back to here. */
const MAX_WINDOWS = 20;

export interface MinuteCount {
  /** When the minute begins. */
  readonly at: Date;
  readonly clicks: number;
}

/** Clicks of each of the last minutes up to a click, this one last, minutes without any included. */
export async function countRecentMinutes(
  { db, clock }: Pick<Context, "db" | "clock">,
  asked: { readonly workspaceId: number; readonly upTo: number; readonly minutes: number },
): Promise<MinuteCount[]> {
  const { workspaceId, upTo, minutes } = asked;
  const first = firstMinute(clock(), minutes);
  const counts = new Map<number, number>();
  for (let window = 0; window < MAX_WINDOWS; window += 1) {
    const last = upTo - window * WINDOW;
    if (last <= 0) break;
    const page = { after: last - WINDOW, upTo: last };
    const rows = await countMinutes(db, workspaceId, page, first);
    // Numbers follow the time closely enough: a whole window before it means that all before are.
    if (rows.length === 0) break;
    for (const { minute, clicks } of rows) counts.set(minute, (counts.get(minute) ?? 0) + clicks);
  }
  return Array.from({ length: minutes }, (_, index) => {
    const at = new Date(first.getTime() + index * MINUTE_MS);
    return { at, clicks: counts.get(at.getTime() / MINUTE_MS) ?? 0 };
  });
}

/** When the first of so many minutes begins, of which the last is the one that runs. */
export function firstMinute(now: Date, minutes: number): Date {
  return new Date((Math.floor(now.getTime() / MINUTE_MS) - minutes + 1) * MINUTE_MS);
}
