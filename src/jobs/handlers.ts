import { eraseTraces } from "../audience/erase-traces.ts";
import { eraseUsers } from "../audience/erase-users.ts";
import { readPhonesAgain } from "../audience/read-phones-again.ts";
import { eraseClicks } from "../clicks/erase-clicks.ts";
import type { Context } from "../context.ts";
import { clearGroup } from "../links/clear-group.ts";
import { eraseLinks } from "../links/erase-links.ts";
import { fetchTitles } from "../links/fetch-titles.ts";
import { eraseMembers } from "../members/erase-members.ts";
import { eraseCrossings } from "../notifications/erase-crossings.ts";
import { erasePush } from "../notifications/erase-push.ts";
import { forgetNotified } from "../notifications/forget-notified.ts";
import { forgetSubscribers } from "../notifications/forget-subscribers.ts";
import { sendMail } from "../notifications/send-mail.ts";
import { retryPush, sendPush } from "../notifications/send-push.ts";
import { tellClicks } from "../notifications/tell-clicks.ts";
import { tellWorkspace } from "../notifications/tell-workspace.ts";
import { eraseTotals } from "../statistics/erase-totals.ts";
import { forgetClickers } from "../statistics/forget-clickers.ts";
import { markClicksAnew } from "../statistics/mark-clicks-anew.ts";
import { eraseAudit } from "../workspaces/delete-old-audit.ts";
import { eraseWorkspace } from "../workspaces/erase-workspace.ts";
import type { JobName, JobPayloads } from "./queue.ts";

export type Handlers = {
  readonly [Name in JobName]: (ctx: Context, payload: JobPayloads[Name]) => Promise<void>;
};

/** The whole of what runs in the background. A new payload does not compile until it has a line here. */
export const handlers: Handlers = {
  "links.fetch-titles": fetchTitles,
  "links.clear-group": clearGroup,
  "statistics.mark-anew": markClicksAnew,
  "audience.erase-traces": async (ctx, payload) => {
    await eraseTraces(ctx, payload);
    await forgetClickers(ctx, payload);
    await forgetNotified(ctx, payload);
    await forgetSubscribers(ctx, payload);
  },
  "audience.read-phones": readPhonesAgain,
  "workspaces.erase": (ctx, { workspaceId }) =>
    eraseWorkspace(ctx, {
      workspaceId,
      steps: [
        eraseLinks,
        eraseClicks,
        eraseTotals,
        eraseCrossings,
        erasePush,
        eraseUsers,
        eraseMembers,
        eraseAudit,
      ],
    }),
  "notifications.tell-clicks": tellClicks,
  "notifications.tell-workspace": tellWorkspace,
  "notifications.send-mail": sendMail,
  "notifications.send-push": sendPush,
  "notifications.retry-push": retryPush,
};
