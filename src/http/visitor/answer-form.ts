import type { Context } from "../../context.ts";
import type { FoundLink } from "../../links/find-link.ts";
import { type Lock, signPass } from "../../links/pass.ts";
import type { TryPassword } from "../../links/try-password.ts";
import type { ReadClient } from "../client-address.ts";
import { whenGone } from "../when-gone.ts";
import type { Page } from "./pages/page.ts";
import { groupPassCookie, passCookie } from "./pass-cookie.ts";
import { readPasswordForm } from "./password-form.ts";
import { sendUnread } from "./refusals.ts";
import { sendPage } from "./send.ts";
import type { Headers, Visit } from "./visit.ts";

export interface FormParts {
  readonly context: Pick<Context, "clock" | "keys">;
  readonly tryPassword: TryPassword;
  readonly readClient: ReadClient;
}

/** A form that was sent to a page with this lock. */
interface Sent {
  readonly visit: Visit;
  readonly found: Pick<FoundLink, "workspace" | "origin">;
  readonly lock: Lock;
}

/** What is said at a lock to who does not get past it. */
export interface Doorman {
  /** `from` is the host that led to the form, which hands it on. */
  readonly ask: (triesLeft: number | null, from: string) => Page;
  readonly wait: (minutes: number) => Page;
}

/** Somebody who knew the password. */
export interface Guest {
  /** The host that led to the form; null where it does not say. */
  readonly from: string | null;
}

/** What the right password earned. */
export interface Earned extends Guest {
  /** They carry the pass. */
  readonly headers: Headers;
}

const ofLink: Doorman = {
  ask: (triesLeft, from) => ({ kind: "password", triesLeft, from }),
  wait: (minutes) => ({ kind: "password-wait", minutes }),
};

/** Null where the visitor is answered: the password was not right. */
export async function answerForm(parts: FormParts, sent: Sent): Promise<Earned | null> {
  const guest = await letIn(parts, sent, ofLink);
  if (guest === null) return null;
  const { visit, found, lock } = sent;
  const { clock, keys } = parts.context;
  const pass = signPass(keys.passKey, lock, clock().getTime());
  const secure = isSecure(parts, visit, found);
  const cookie = lock.group
    ? groupPassCookie(pass, keys.passKey, lock.group, secure)
    : passCookie({ pass, path: visit.path, slug: visit.slug, secure });
  return { headers: ["Set-Cookie", cookie], from: guest.from };
}

/** Whether the visitor's own connection is encrypted, which a proxy in front may tell. */
export function isSecure(
  { readClient }: Pick<FormParts, "readClient">,
  { request }: Visit,
  { origin }: Pick<FoundLink, "origin">,
): boolean {
  return (readClient(request).scheme ?? origin).startsWith("https");
}

/** Who sent the right password with the form; null where it was not right, and the visitor is answered. */
export async function letIn(parts: FormParts, sent: Sent, doorman: Doorman): Promise<Guest | null> {
  const { visit, found } = sent;
  const form = await readPasswordForm(visit.request);
  switch (form.kind) {
    case "broken-off":
      return null;
    case "too-large":
      sendUnread(visit, 413, ["Connection", "close"]);
      return null;
    case "other-type":
      sendUnread(visit, 415, ["Accept-Post", "application/x-www-form-urlencoded"]);
      return null;
    case "answer": {
      const { password, from } = form;
      if (password !== null) {
        return (await isRight(parts, sent, doorman, { password, from })) ? { from } : null;
      }
      const page = doorman.ask(null, from ?? "");
      sendPage(visit.request, visit.response, { page, owner: found.workspace });
      return null;
    }
  }
}

async function isRight(
  parts: FormParts,
  { visit, found, lock }: Sent,
  doorman: Doorman,
  { password, from }: Guest & { readonly password: string },
): Promise<boolean> {
  const { request, response } = visit;
  const { address } = parts.readClient(request);
  const outcome = await parts.tryPassword({ lock, password, address, gone: whenGone(response) });
  switch (outcome.kind) {
    case "right":
      return true;
    case "wrong": {
      const page = doorman.ask(outcome.triesLeft, from ?? "");
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
