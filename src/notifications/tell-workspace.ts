import type { Context } from "../context.ts";
import type { Transaction } from "../db/database.ts";
import { markEmail } from "../workspaces/email-mark.ts";
import type { Workspace } from "../workspaces/workspace.ts";
import type { Notice } from "./notice.ts";
import { wantingEmails } from "./send-mail.ts";

export interface TellWorkspace {
  readonly workspaceId: number;
  readonly notice: Notice;
}

/** Mails a notice to the workspace's addresses, each by a job of its own. */
export async function tellWorkspace(
  ctx: Context,
  { workspaceId, notice }: TellWorkspace,
): Promise<void> {
  const workspace = await ctx.workspaces.get(String(workspaceId));
  if (workspace === null || workspace.deletedAt !== null) return;
  await ctx.db.transaction((tx) => enqueueMails(ctx, tx, workspace, notice), "background");
}

/** One refused recipient keeps nobody from theirs, nor makes anybody get it twice. */
export async function enqueueMails(
  ctx: Context,
  tx: Transaction,
  workspace: Workspace,
  notice: Notice,
): Promise<void> {
  const { id: workspaceId } = workspace;
  const emails = wantingEmails(workspace);
  if (ctx.mailer === null && emails.length > 0) {
    ctx.log.warn({ workspaceId, notice: notice.kind }, "no mail is set up, so nobody is told");
    return;
  }
  for (const email of emails) {
    const { mark } = markEmail(ctx.keys.mailKey, workspaceId, email);
    const job = { workspaceId, mark, notice, attempt: 1 };
    await ctx.enqueue(tx, "notifications.send-mail", job);
  }
}
