import type { Context } from "../../context.ts";
import type { FoundLink } from "../../links/find-link.ts";
import { type Lock, signPass } from "../../links/pass.ts";
import type { TryPassword } from "../../links/try-password.ts";
import type { ReadClient } from "../client-address.ts";
import { passCookie } from "./pass-cookie.ts";
import { readPasswordForm } from "./password-form.ts";
import { sendUnread } from "./refusals.ts";
import { sendPage } from "./send.ts";
import type { Headers, Visit } from "./visit.ts";

export interface FormParts {
  readonly context: Pick<Context, "clock" | "keys">;
  readonly tryPassword: TryPassword;
  readonly readClient: ReadClient;
}

/** A form that was sent to a link with this lock. */
interface Sent {
  readonly visit: Visit;
  readonly found: FoundLink;
  readonly lock: Lock;
}

/** What the right password earned. */
export interface Earned {
  /** They carry the pass. */
  readonly headers: Headers;
  /** The host that led to the form. */
  readonly from: string | null;
}

/** Null where the visitor is answered: the password was not right. */
export async function answerForm(parts: FormParts, sent: Sent): Promise<Earned | null> {
  const form = await readPasswordForm(sent.visit.request);
  switch (form.kind) {
    case "broken-off":
      return null;
    case "too-large":
      sendUnread(sent.visit, 413, ["Connection", "close"]);
      return null;
    case "other-type":
      sendUnread(sent.visit, 415, ["Accept-Post", "application/x-www-form-urlencoded"]);
      return null;
    case "answer":
      if (form.password !== null) return tryAnswer(parts, sent, form.password, form.from);
      askAgain(sent, null, form.from);
      return null;
  }
}

async function tryAnswer(
  parts: FormParts,
  sent: Sent,
  password: string,
  from: string | null,
): Promise<Earned | null> {
  const { visit, found, lock } = sent;
  const { address } = parts.readClient(visit.request);
  const outcome = await parts.tryPassword({ lock, password, address });
  switch (outcome.kind) {
    case "wrong":
      askAgain(sent, outcome.triesLeft, from);
      return null;
    case "wait":
      askToWait(sent, outcome.seconds);
      return null;
    case "right": {
      const { clock, keys } = parts.context;
      const pass = signPass(keys.passKey, lock, clock().getTime());
      const secure = isSecure(parts, visit, found);
      const cookie = passCookie({ pass, path: visit.path, slug: visit.slug, secure });
      return { headers: ["Set-Cookie", cookie], from };
    }
  }
}

/** Whether the visitor's own connection is encrypted, which a proxy in front may tell. */
export function isSecure(
  { readClient }: Pick<FormParts, "readClient">,
  { request }: Visit,
  { origin }: FoundLink,
): boolean {
  return (readClient(request).scheme ?? origin).startsWith("https");
}

function askAgain({ visit, found }: Sent, triesLeft: number | null, from: string | null): void {
  const page = { kind: "password", triesLeft, from: from ?? "" } as const;
  sendPage(visit.request, visit.response, { page, owner: found.workspace });
}

function askToWait({ visit, found }: Sent, seconds: number): void {
  const page = { kind: "password-wait", minutes: Math.ceil(seconds / 60) } as const;
  const more = ["Retry-After", String(seconds)];
  sendPage(visit.request, visit.response, { page, owner: found.workspace, more });
}
