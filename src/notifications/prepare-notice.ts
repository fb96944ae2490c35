import type { Context } from "../context.ts";
import { findToldLink } from "../links/find-told-link.ts";
import type { Workspace } from "../workspaces/workspace.ts";
import type { Notice } from "./notice.ts";
import { type WordedNotice, wordClicks, wordWebhookDisabled } from "./notice-words.ts";

/** A notice in the words of its workspace; null where what it is about is gone meanwhile. */
export async function prepareNotice(
  ctx: Pick<Context, "db" | "clock" | "site">,
  workspace: Workspace,
  notice: Notice,
): Promise<WordedNotice | null> {
  const telling = { workspace, moreUrl: `${ctx.site.publicOrigin}/` };
  switch (notice.kind) {
    case "clicks-reached": {
      const key = { workspaceId: workspace.id, linkId: notice.linkId };
      const link = await findToldLink(ctx, key);
      return link === undefined ? null : wordClicks(notice, link, telling);
    }
    case "webhook-disabled":
      return wordWebhookDisabled(notice, telling);
  }
}
