import type { FastifyReply } from "fastify";
import type { Context } from "../../context.ts";
import { type Session, secondsLeft } from "../../members/session.ts";
import { clearSessionCookie, setSessionCookie } from "../session-cookie.ts";

/** Where the site is https the cookie never goes over anything else. */
const isSecure = ({ site }: Context): boolean => site.publicOrigin.startsWith("https:");

export function giveCookie(
  context: Context,
  reply: FastifyReply,
  { token, session }: { readonly token: string; readonly session: Session },
): void {
  const maxAgeSeconds = secondsLeft(session, context.clock());
  setSessionCookie(reply, { token, maxAgeSeconds, secure: isSecure(context) });
}

export function takeCookie(context: Context, reply: FastifyReply): void {
  clearSessionCookie(reply, isSecure(context));
}
