import type { FastifyInstance, FastifyReply, FastifyRequest } from "fastify";
import type { Context } from "../../context.ts";
import { pickLanguage } from "../../kit/language.ts";
import { UNSUBSCRIBE_PATH } from "../../notifications/send-mail.ts";
import { parseEmailMark } from "../../workspaces/email-mark.ts";
import { unsubscribeEmail } from "../../workspaces/unsubscribe-email.ts";
import { answerFaults } from "../answer-faults.ts";
import { requireSite } from "../site-only.ts";
import { frame } from "../visitor/pages/frame.ts";
import { contentSecurityPolicy } from "../visitor/pages/policy.ts";
import type { View } from "../visitor/pages/view.ts";
import { type MailPageTexts, mailPageTextsIn } from "./texts.ts";
import { askView, doneView } from "./unsubscribe-view.ts";

const MOST_BODY_BYTES = 16 * 1024;

/**
 * Stops mails by RFC 8058: a POST does it at once, without a login, and a GET shows the button for it.
 * Whatever the token, the answers are the same: nobody learns who is in whose list.
 */
export function unsubscribePages(context: Context) {
  return async (app: FastifyInstance): Promise<void> => {
    app.setErrorHandler(answerFaults(context.log, {}));
    requireSite(app, context.site);
    // Mailboxes send a form of either kind, which says nothing that the address does not.
    app.removeAllContentTypeParsers();
    const options = { parseAs: "buffer", bodyLimit: MOST_BODY_BYTES } as const;
    app.addContentTypeParser("*", options, async () => undefined);

    app.get(UNSUBSCRIBE_PATH, async (request, reply) =>
      sendView(request, reply, ({ ask }) => askView(ask)),
    );

    app.post(UNSUBSCRIBE_PATH, async (request, reply) => {
      const { token } = request.query as { readonly token?: unknown };
      const marked = typeof token === "string" ? parseEmailMark(token) : null;
      if (marked !== null) await unsubscribeEmail(context, marked);
      return sendView(request, reply, ({ done }) => doneView(done));
    });
  };
}

function sendView(
  request: FastifyRequest,
  reply: FastifyReply,
  make: (texts: MailPageTexts) => View,
): FastifyReply {
  const language = pickLanguage(request.headers["accept-language"]);
  const view = make(mailPageTextsIn[language]);
  return reply
    .code(view.status)
    .headers({
      "Content-Type": "text/html; charset=utf-8",
      "Content-Language": language,
      "Content-Security-Policy": contentSecurityPolicy(view.needs),
      "Cache-Control": "private, no-store",
      "Referrer-Policy": "no-referrer",
      "X-Robots-Tag": "noindex",
      "X-Content-Type-Options": "nosniff",
      Vary: "Accept-Language",
    })
    .send(frame(view, language, "Simpul"));
}
