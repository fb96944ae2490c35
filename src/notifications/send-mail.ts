import type { Context } from "../context.ts";
import { type Mail, MailRefused } from "../kit/mailer.ts";
import { encodeEmailMark, findMarked } from "../workspaces/email-mark.ts";
import type { Workspace } from "../workspaces/workspace.ts";
import { type Notice, noticeId } from "./notice.ts";
import { renderNotice } from "./notice-mail.ts";
import { prepareNotice } from "./prepare-notice.ts";

/** One notice to one of a workspace's addresses, by its mark: a job that waits holds no address. */
export interface SendMail {
  readonly workspaceId: number;
  readonly mark: string;
  readonly notice: Notice;
  /** From 1 on; counts only what the mail server refused for this recipient. */
  readonly attempt: number;
}

/** Where mails can be stopped: on the server's own domain, as all that begins so. */
export const UNSUBSCRIBE_PATH = "/api/mail/v1/unsubscribe";

const MOST_ATTEMPTS = 3;
const AGAIN_MS = 15 * 60_000;

/**
 * Sends it unless the address left the list or its owner stopped such mails. Throws where nobody
 * could be asked, for the queue to try again; a mailbox that has it already knows it by its id.
 */
export async function sendMail(ctx: Context, job: SendMail): Promise<void> {
  const mail = await prepareMail(ctx, job);
  if (mail === null || ctx.mailer === null) return;
  try {
    await ctx.mailer.send(mail);
  } catch (error) {
    if (!(error instanceof MailRefused)) throw error;
    await tryLater(ctx, job, error);
  }
}

async function prepareMail(
  ctx: Context,
  { workspaceId, mark, notice }: SendMail,
): Promise<Mail | null> {
  const workspace = await ctx.workspaces.get(String(workspaceId));
  if (workspace === null || workspace.deletedAt !== null) return null;
  const to = findMarked(ctx.keys.mailKey, { workspaceId, mark }, wantingEmails(workspace));
  if (to === undefined) return null;
  const worded = await prepareNotice({ ...ctx, db: ctx.db.in("background") }, workspace, notice);
  if (worded === null) return null;
  const token = encodeEmailMark({ workspaceId, mark });
  const unsubscribeUrl = `${ctx.site.publicOrigin}${UNSUBSCRIBE_PATH}?token=${token}`;
  const id = noticeId(workspaceId, notice);
  return { to, id, unsubscribeUrl, ...renderNotice(worded, unsubscribeUrl) };
}

export function wantingEmails({ notifyEmails, unsubscribedEmails }: Workspace): string[] {
  return [...new Set(notifyEmails)].filter((email) => !unsubscribedEmails.includes(email));
}

/** A full mailbox may have room later; the queue's own tries are for a server that is away. */
async function tryLater(ctx: Context, job: SendMail, refusal: MailRefused): Promise<void> {
  const { workspaceId, attempt, notice } = job;
  const facts = { workspaceId, notice: notice.kind, attempt, refusal: refusal.message };
  if (attempt >= MOST_ATTEMPTS) {
    ctx.log.warn(facts, "a mail was refused again and is given up");
    return;
  }
  ctx.log.warn(facts, "a mail was refused and will be tried again");
  const startAfter = new Date(ctx.clock().getTime() + attempt * AGAIN_MS);
  await ctx.db.transaction(
    (tx) =>
      ctx.enqueue(tx, "notifications.send-mail", { ...job, attempt: attempt + 1 }, { startAfter }),
    "background",
  );
}
