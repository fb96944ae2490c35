import type { Context } from "../../context.ts";
import type { FoundLink } from "../../links/find-link.ts";
import { type Lock, signPass } from "../../links/pass.ts";
import type { TryPassword } from "../../links/try-password.ts";
import type { ReadClient } from "../client-address.ts";
import type { Page } from "./pages/page.ts";
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

/** What is said at a lock to who does not get past it. */
export interface Doorman {
  readonly ask: (triesLeft: number | null) => Page;
  readonly wait: (minutes: number) => Page;
}

const ofLink: Doorman = {
  ask: (triesLeft) => ({ kind: "password", triesLeft }),
  wait: (minutes) => ({ kind: "password-wait", minutes }),
};

/** The headers that carry a pass where the password was right; null where the visitor is answered. */
export async function answerForm(parts: FormParts, sent: Sent): Promise<Headers | null> {
  if (!(await letsIn(parts, sent, ofLink))) return null;
  const { visit, lock } = sent;
  const { clock, keys } = parts.context;
  const pass = signPass(keys.passKey, lock, clock().getTime());
  const secure = isSecure(parts, sent);
  return ["Set-Cookie", passCookie({ pass, path: visit.path, slug: visit.slug, secure })];
}

/** Whether the browser came by https, as far as can be told here. */
export function isSecure(
  { readClient }: FormParts,
  { visit, found }: Pick<Sent, "visit" | "found">,
): boolean {
  return (readClient(visit.request).scheme ?? found.origin).startsWith("https");
}

/** True where the form holds the right password; else the visitor is answered. */
export async function letsIn(parts: FormParts, sent: Sent, doorman: Doorman): Promise<boolean> {
  const { visit, found } = sent;
  const form = await readPasswordForm(visit.request);
  switch (form.kind) {
    case "broken-off":
      return false;
    case "too-large":
      sendUnread(visit, 413, ["Connection", "close"]);
      return false;
    case "other-type":
      sendUnread(visit, 415, ["Accept-Post", "application/x-www-form-urlencoded"]);
      return false;
    case "answer": {
      if (form.password !== null) return isRight(parts, sent, doorman, form.password);
      const page = doorman.ask(null);
      sendPage(visit.request, visit.response, { page, owner: found.workspace });
      return false;
    }
  }
}

async function isRight(
  parts: FormParts,
  { visit, found, lock }: Sent,
  doorman: Doorman,
  password: string,
): Promise<boolean> {
  const { request, response } = visit;
  const { address } = parts.readClient(request);
  const outcome = await parts.tryPassword({ lock, password, address });
  switch (outcome.kind) {
    case "right":
      return true;
    case "wrong": {
      const page = doorman.ask(outcome.triesLeft);
      sendPage(request, response, { page, owner: found.workspace });
      return false;
    }
    case "wait": {
      const page = doorman.wait(Math.ceil(outcome.seconds / 60));
      const more = ["Retry-After", String(outcome.seconds)];
      sendPage(request, response, { page, owner: found.workspace, more });
      return false;
    }
  }
}
