import type { Context } from "../context.ts";
import type { Workspace } from "../workspaces/workspace.ts";
import { renderInvitation } from "./invitation-mail.ts";

export interface SendInvitation {
  readonly workspace: Workspace;
  readonly to: string;
  readonly url: string;
  readonly id: number;
}

/**
 * Mails the link where mail is set up. Never throws: who invites has the link too. It is not queued, for
 * a job that waits would hold the link.
 */
export async function sendInvitation(ctx: Context, sent: SendInvitation): Promise<void> {
  const { mailer, actor, log } = ctx;
  const { workspace, to, url, id } = sent;
  if (mailer === null) return;
  const by = actor.kind === "member" ? actor.name : "Simpul";
  const words = { language: workspace.locale, workspace: workspace.name, by, url };
  try {
    await mailer.send({
      to,
      id: `invitation ${id}`,
      unsubscribeUrl: null,
      ...renderInvitation(words),
    });
  } catch (error) {
    log.warn({ err: error, workspace: workspace.id }, "an invitation could not be mailed");
  }
}
