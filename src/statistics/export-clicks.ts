import type { WorkspaceContext } from "../context.ts";
import type { Database } from "../db/database.ts";
import type { ClickDetail } from "./click-detail.ts";
import type { DayRange } from "./day-range.ts";
import { type AskedScope, loadScope } from "./load-scope.ts";
import { daySlots, timesOf } from "./quarters.ts";
import { type ClickParts, resolveClicks } from "./resolve-clicks.ts";
import type { Scope } from "./scope.ts";
import {
  type ClickRow,
  findIdsWithin,
  listClicksById,
  listClicksByTime,
  type Span,
  type TimeCursor,
} from "./store/clicks.ts";

const PAGE = 500;
const WINDOW = 8_000;

/**
 * Every click of some days, a page at a time: a link's by time, others as they were ingested. Between
 * pages nothing is held; each page is read when the one before was taken.
 */
export async function exportClicks(
  ctx: WorkspaceContext & ClickParts,
  asked: { readonly of: AskedScope; readonly range: DayRange },
): Promise<AsyncIterable<readonly ClickDetail[]>> {
  const scope = await loadScope(ctx, asked.of);
  const span = timesOf(daySlots(asked.range, ctx.workspace.timeZone));
  const db = ctx.db.in("background");
  const pages = scope.kind === "link" ? byTime(db, scope, span) : byNumber(db, scope, span);
  return resolved({ db, findUsers: ctx.findUsers }, scope.workspaceId, pages);
}

async function* resolved(
  parts: ClickParts,
  workspaceId: number,
  pages: AsyncIterable<readonly ClickRow[]>,
): AsyncGenerator<readonly ClickDetail[]> {
  for await (const page of pages) yield await resolveClicks(parts, workspaceId, page);
}

async function* byTime(db: Database, scope: Scope, span: Span): AsyncGenerator<ClickRow[]> {
  let after: TimeCursor | undefined = { at: span.from, id: 0 };
  while (after !== undefined) {
    const page: ClickRow[] = await listClicksByTime(db, scope, { span, after, limit: PAGE });
    if (page.length > 0) yield page;
    after = page.length < PAGE ? undefined : page.at(-1);
  }
}

/** A statement looks at so many numbers, and no further than to a full page of clicks. */
async function* byNumber(db: Database, scope: Scope, span: Span): AsyncGenerator<ClickRow[]> {
  const ids = await findIdsWithin(db, scope.workspaceId, monthsOf(span));
  if (ids === null) return;
  let after = ids.first - 1;
  while (after < ids.last) {
    const upTo = Math.min(after + WINDOW, ids.last);
    const page = await listClicksById(db, scope, { after, upTo, span, limit: PAGE });
    if (page.length > 0) yield page;
    after = page.length < PAGE ? upTo : (page.at(-1)?.id ?? upTo);
  }
}

/** Clicks are kept by the month, so that of whole months the first and last are found at once. */
function monthsOf({ from, until }: Span): Span {
  const last = new Date(until.getTime() - 1);
  return {
    from: new Date(Date.UTC(from.getUTCFullYear(), from.getUTCMonth())),
    until: new Date(Date.UTC(last.getUTCFullYear(), last.getUTCMonth() + 1)),
  };
}
