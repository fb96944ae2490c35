import type { Context } from "../../context.ts";
import type { FoundLink } from "../../links/find-link.ts";
import { readMarker } from "../../links/marker.ts";
import { type Lock, signPass } from "../../links/pass.ts";
import type { TryPassword } from "../../links/try-password.ts";
import type { ReadClient } from "../client-address.ts";
import { whenGone } from "../when-gone.ts";
import type { Page } from "./pages/page.ts";
import { groupPassCookie, passCookie } from "./pass-cookie.ts";
import { readPasswordForm, type SentForm } from "./password-form.ts";
import { sendUnread, sendWrongMethod } from "./refusals.ts";
import { sendPage } from "./send.ts";
import { type Headers, noHeaders, type Visit } from "./visit.ts";

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

/** A form that was sent to a link, which may have a limit and no lock. */
interface SentToLink {
  readonly visit: Visit;
  readonly found: FoundLink;
  readonly lock: Lock | null;
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

/** What a form earned: the right password a pass, "Continue" that a person visits. */
export interface Earned extends Guest {
  /** They carry the pass. */
  readonly headers: Headers;
  readonly unlocks: boolean;
}

const ofLink: Doorman = {
  ask: (triesLeft, from) => ({ kind: "password", triesLeft, from }),
  wait: (minutes) => ({ kind: "password-wait", minutes }),
};

/**
 * "too-old" for a "Continue" that is no longer good, or is of another link. Null where the visitor is
 * answered: the password was not right, or the form is none of ours.
 */
export async function answerForm(
  parts: FormParts,
  { visit, found, lock }: SentToLink,
): Promise<Earned | "too-old" | null> {
  const form = await receiveForm(visit);
  if (form === null) return null;
  if (form.marker !== null) return continueBy(parts, found, form.marker);
  if (lock === null) {
    sendWrongMethod(visit, "GET, HEAD");
    return null;
  }
  const guest = await checkPassword(parts, { visit, found, lock }, ofLink, form);
  if (guest === null) return null;
  const { clock, keys } = parts.context;
  const pass = signPass(keys.passKey, lock, clock().getTime());
  const secure = isSecure(parts, visit, found);
  const cookie = lock.group
    ? groupPassCookie(pass, keys.passKey, lock.group, secure)
    : passCookie({ pass, path: visit.path, slug: visit.slug, secure });
  return { headers: ["Set-Cookie", cookie], from: guest.from, unlocks: true };
}

function continueBy({ context }: FormParts, { link }: FoundLink, sent: string): Earned | "too-old" {
  const { workspaceId, id: linkId } = link;
  const at = { page: "continue", workspaceId, linkId } as const;
  const marker = readMarker(context.keys.markerKey, at, sent, context.clock().getTime());
  return marker === null ? "too-old" : { headers: noHeaders, from: marker.from, unlocks: false };
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
  const form = await receiveForm(sent.visit);
  return form === null ? null : checkPassword(parts, sent, doorman, form);
}

/** Null where the visitor is answered, because it is no form that can be read, or went away. */
async function receiveForm(visit: Visit): Promise<Answer | null> {
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
    case "answer":
      return form;
  }
}

type Answer = Extract<SentForm, { kind: "answer" }>;

async function checkPassword(
  parts: FormParts,
  sent: Sent,
  doorman: Doorman,
  { password, from }: Answer,
): Promise<Guest | null> {
  if (password !== null) {
    return (await isRight(parts, sent, doorman, { password, from })) ? { from } : null;
  }
  const { visit, found } = sent;
  const page = doorman.ask(null, from ?? "");
  sendPage(visit.request, visit.response, { page, owner: found.workspace });
  return null;
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
