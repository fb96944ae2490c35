import type { FastifyReply } from "fastify";

const NAME = "simpul_session";

/** 256 bits in base64url; anything else is no token of ours. */
const TOKEN = /^[\w-]{43}$/;

/** The token that a browser brings; null where there is none. */
export function readSessionCookie(header: string | undefined): string | null {
  if (header === undefined) return null;
  for (const pair of header.split(";")) {
    const mark = pair.indexOf("=");
    if (mark < 0 || pair.slice(0, mark).trim() !== NAME) continue;
    const value = pair.slice(mark + 1).trim();
    if (TOKEN.test(value)) return value;
  }
  return null;
}

export interface SessionCookie {
  readonly token: string;
  readonly maxAgeSeconds: number;
  /** False only where the site itself is plain http. */
  readonly secure: boolean;
}

export function setSessionCookie(reply: FastifyReply, cookie: SessionCookie): void {
  const { token, maxAgeSeconds, secure } = cookie;
  reply.header(
    "Set-Cookie",
    `${NAME}=${token}; Path=/; HttpOnly; SameSite=Lax; Max-Age=${maxAgeSeconds}${secure ? "; Secure" : ""}`,
  );
}

export function clearSessionCookie(reply: FastifyReply, secure: boolean): void {
  setSessionCookie(reply, { token: "", maxAgeSeconds: 0, secure });
}
