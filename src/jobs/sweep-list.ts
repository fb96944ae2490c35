import { deleteOldAnswers } from "../audience/delete-old-answers.ts";
import { deleteOldHistory } from "../audience/delete-old-history.ts";
import { deleteDueLinks } from "../links/delete-due-links.ts";
import { purgePasswordAttempts } from "../links/purge-password-attempts.ts";
import { totalClicks } from "../statistics/total-clicks.ts";
import { deleteOldWindows } from "../workspaces/delete-old-windows.ts";
import type { Sweep } from "./sweeps.ts";

const TOTALS_MS = 10_000;
const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;
const DAY_MS = 24 * HOUR_MS;

/** A step of so many clicks of a thousand links takes 10 to 20 ms on the embedded store. */
const CLICKS_AT_ONCE = 250;

/** What is done again and again; `historyDays` is how long property history is kept. */
export function sweepList(historyDays: number): readonly Sweep[] {
  return [
    {
      name: "totals of clicks",
      everyMs: TOTALS_MS,
      run: (ctx, workspaceId) =>
        untilDone(() => totalClicks(ctx, { workspaceId, most: CLICKS_AT_ONCE })),
    },
    { name: "due links", everyMs: MINUTE_MS, run: deleteDueLinks },
    { name: "old password tries", everyMs: HOUR_MS, run: purgePasswordAttempts },
    { name: "old rate windows", everyMs: HOUR_MS, run: deleteOldWindows },
    {
      name: "old answers",
      everyMs: HOUR_MS,
      run: (ctx, workspaceId) => untilDone(() => deleteOldAnswers(ctx, { workspaceId })),
    },
    {
      name: "old history",
      everyMs: HOUR_MS,
      run: (ctx, workspaceId) => {
        const before = new Date(ctx.clock().getTime() - historyDays * DAY_MS);
        return untilDone(() => deleteOldHistory(ctx, { workspaceId, before }));
      },
    },
  ];
}

async function untilDone(step: () => Promise<boolean>): Promise<void> {
  while (await step());
}
