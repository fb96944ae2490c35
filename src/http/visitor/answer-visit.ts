import type { Places } from "../../clicks/take-place.ts";
import type { FoundLink } from "../../links/find-link.ts";
import { isPass, type Lock } from "../../links/pass.ts";
import { judge, type Verdict } from "../../links/verdict.ts";
import { answerForm, type FormParts } from "./answer-form.ts";
import { forwardVisit } from "./forward-visit.ts";
import type { Page } from "./pages/page.ts";
import { readPasses } from "./pass-cookie.ts";
import { sendNotFound, sendWrongMethod } from "./refusals.ts";
import { sendOn, sendPage } from "./send.ts";
import { type Headers, noHeaders, type Visit } from "./visit.ts";

export interface AnswerParts extends FormParts {
  readonly places: Places;
}

/**
 * Answers a visit of a link that was found: the rows of the decision in their order. Null where it
 * is answered already, for it needed neither the store nor a form. `earned` carries the pass of a
 * visitor who just gave the right password, and goes out with whatever the answer is.
 */
export function answerVisit(
  parts: AnswerParts,
  visit: Visit,
  found: FoundLink,
  earned: Headers | null = null,
): Promise<void> | null {
  const { settings, link } = found;
  const atMs = parts.context.clock().getTime();
  const lock = lockOf(found);
  if (link.deletesAtMs !== null && atMs >= link.deletesAtMs) {
    sendNotFound(visit, visit);
    return null;
  }
  if (visit.method === "POST" && lock === null) {
    sendWrongMethod(visit, "GET, HEAD");
    return null;
  }
  const limit = settings.maxForwards;
  const verdict = judge(settings, {
    atMs,
    unlocked: lock === null || earned !== null || holdsPass(parts, visit, lock, atMs),
    forwards: limit > 0 ? parts.places.known(link.id) : 0,
  });
  if (verdict.kind === "locked" && lock !== null && visit.method === "POST") {
    return unlock(parts, visit, found, lock);
  }
  const more = earned ?? noHeaders;
  if (verdict.kind === "open" && limit > 0) return enter(parts.places, visit, found, more);
  answerVerdict(visit, found, verdict, more);
  return null;
}

async function unlock(
  parts: AnswerParts,
  visit: Visit,
  found: FoundLink,
  lock: Lock,
): Promise<void> {
  const earned = await answerForm(parts, { visit, found, lock });
  if (earned !== null) await answerVisit(parts, visit, found, earned);
}

/** A visit takes a place under the limit, a HEAD only looks whether there is one. */
async function enter(places: Places, visit: Visit, found: FoundLink, more: Headers): Promise<void> {
  const { id: linkId, workspaceId } = found.link;
  const place = { workspaceId, linkId, limit: found.settings.maxForwards };
  const free = await (visit.method === "HEAD" ? places.look(place) : places.take(place));
  answerVerdict(visit, found, { kind: free ? "open" : "full" }, more);
}

function answerVerdict(visit: Visit, found: FoundLink, verdict: Verdict, more: Headers): void {
  if (verdict.kind === "open") {
    forwardVisit(visit, found, more);
  } else if (verdict.kind === "expired" && verdict.to !== null) {
    sendOn(visit.response, 302, verdict.to, more);
  } else {
    const page = pageOf(verdict, found);
    sendPage(visit.request, visit.response, { page, owner: found.workspace, more });
  }
}

function pageOf(verdict: Exclude<Verdict, { kind: "open" }>, found: FoundLink): Page {
  const { timeZone } = found.workspace;
  switch (verdict.kind) {
    case "early":
      return { kind: "early", opensAt: verdict.opensAt, timeZone };
    case "expired":
      // Only what has an end is past it.
      return { kind: "expired", endedAt: found.settings.endsAt ?? new Date(0), timeZone };
    case "locked":
      return { kind: "password", triesLeft: null };
    case "full":
      return { kind: "full" };
  }
}

function lockOf({ link, settings }: FoundLink): Lock | null {
  const { passwordHash } = settings;
  if (passwordHash === null) return null;
  return { workspaceId: link.workspaceId, linkId: link.id, passwordHash };
}

/** A form is answered by what is in it, whatever the browser brought before. */
function holdsPass(parts: AnswerParts, visit: Visit, lock: Lock, atMs: number): boolean {
  if (visit.method === "POST") return false;
  const passes = readPasses(visit.request.headers.cookie);
  return passes.some((pass) => isPass(parts.context.keys.passKey, lock, pass, atMs));
}
