import { deleteOldAnswers } from "../audience/delete-old-answers.ts";
import { deleteOldHistory } from "../audience/delete-old-history.ts";
import { deleteOldPersonClicks } from "../audience/delete-old-person-clicks.ts";
import { deleteOldClicks } from "../clicks/delete-old-clicks.ts";
import { ensureMonths } from "../clicks/ensure-months.ts";
import { deleteDueLinks } from "../links/delete-due-links.ts";
import { purgePasswordAttempts } from "../links/purge-password-attempts.ts";
import { purgeSignIns } from "../members/purge-sign-ins.ts";
import { deleteOldDeliveries } from "../notifications/delete-old-deliveries.ts";
import { purgeLostSubscriptions, purgePush } from "../notifications/purge-push.ts";
import { deleteOldMonthPeople } from "../statistics/delete-old-month-people.ts";
import { totalClicks } from "../statistics/total-clicks.ts";
import { totalMonth } from "../statistics/total-month.ts";
import { deleteOldAudit } from "../workspaces/delete-old-audit.ts";
import { deleteOldWindows } from "../workspaces/delete-old-windows.ts";
import type { Sweep } from "./sweeps.ts";

const TOTALS_MS = 10_000;
const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;
const DAY_MS = 24 * HOUR_MS;
const MONTH_MS = 31 * DAY_MS;

/** How many days single clicks and the history of properties are kept. */
export interface Retention {
  readonly clickDays: number;
  readonly historyDays: number;
}

/** What is done again and again. */
export function sweepList({ clickDays, historyDays }: Retention): readonly Sweep[] {
  return [
    {
      name: "totals of clicks",
      everyMs: TOTALS_MS,
      stepForEach: (ctx, workspaceId) => totalClicks(ctx, { workspaceId }),
    },
    { name: "due links", everyMs: MINUTE_MS, runForEach: deleteDueLinks },
    { name: "sign-ins that are over", everyMs: HOUR_MS, runOnce: purgeSignIns },
    { name: "old password tries", everyMs: HOUR_MS, runForEach: purgePasswordAttempts },
    { name: "old audit entries", everyMs: HOUR_MS, stepForEach: deleteOldAudit },
    { name: "old push messages", everyMs: HOUR_MS, runForEach: purgePush },
    { name: "lost push subscriptions", everyMs: DAY_MS, runForEach: purgeLostSubscriptions },
    { name: "old rate windows", everyMs: HOUR_MS, runForEach: deleteOldWindows },
    {
      name: "months of clicks ahead",
      everyMs: HOUR_MS,
      runOnce: (ctx) => {
        const now = ctx.clock().getTime();
        return ensureMonths(ctx, [now, now + MONTH_MS]);
      },
    },
    {
      name: "old clicks",
      everyMs: HOUR_MS,
      runOnce: (ctx) =>
        deleteOldClicks(ctx, {
          before: new Date(ctx.clock().getTime() - clickDays * DAY_MS),
          settle: (month) => totalMonth(ctx, month),
        }),
    },
    {
      name: "old clicks of people",
      everyMs: HOUR_MS,
      stepForEach: (ctx, workspaceId) => {
        const before = new Date(ctx.clock().getTime() - clickDays * DAY_MS);
        return deleteOldPersonClicks(ctx, { workspaceId, before });
      },
    },
    {
      name: "old people of months",
      everyMs: HOUR_MS,
      stepForEach: (ctx, workspaceId) => {
        const before = new Date(ctx.clock().getTime() - clickDays * DAY_MS);
        return deleteOldMonthPeople(ctx, { workspaceId, before });
      },
    },
    {
      name: "old answers",
      everyMs: HOUR_MS,
      stepForEach: (ctx, workspaceId) => deleteOldAnswers(ctx, { workspaceId }),
    },
    {
      name: "old history",
      everyMs: HOUR_MS,
      stepForEach: (ctx, workspaceId) => {
        const before = new Date(ctx.clock().getTime() - historyDays * DAY_MS);
        return deleteOldHistory(ctx, { workspaceId, before });
      },
    },
    { name: "old webhook events", everyMs: HOUR_MS, stepForEach: deleteOldDeliveries },
  ];
}
