import { isPrefetch, type KnowAgent, type KnownAgent } from "../../clicks/known-agent.ts";
import type { RecordVisit } from "../../clicks/record-visit.ts";
import type { Places } from "../../clicks/take-place.ts";
import type { Context } from "../../context.ts";
import { tokenInPath } from "../../links/address.ts";
import type { FoundLink } from "../../links/find-link.ts";
import { loadTypedPreview } from "../../links/load-typed-preview.ts";
import { isPass, type Lock } from "../../links/pass.ts";
import { readPersonalToken } from "../../links/personal-token.ts";
import { isProtected, judge, type Verdict } from "../../links/verdict.ts";
import { answerForm, type FormParts } from "./answer-form.ts";
import { forwardVisit } from "./forward-visit.ts";
import type { Page } from "./pages/page.ts";
import { readPasses } from "./pass-cookie.ts";
import { sendNotFound, sendWrongMethod } from "./refusals.ts";
import { sendOn, sendPage } from "./send.ts";
import { type Headers, noHeaders, type Visit } from "./visit.ts";

export interface AnswerParts extends FormParts {
  readonly context: FormParts["context"] & Pick<Context, "db">;
  readonly places: Places;
  readonly knowAgent: KnowAgent;
  readonly recordVisit: RecordVisit;
  /** Answers a visit that could not be answered otherwise. */
  readonly fail: (visit: Visit, error: unknown) => void;
}

/** A visit on its way to an answer. */
interface Arrival {
  readonly visit: Visit;
  readonly found: FoundLink;
  readonly atMs: number;
  readonly agent: KnownAgent;
  /** Headers that go out with whatever the answer is. */
  readonly more: Headers;
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
  if (link.deletesAtMs !== null && atMs >= link.deletesAtMs) {
    sendNotFound(visit, visit);
    return null;
  }
  const lock = lockOf(found);
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
  const agent = parts.knowAgent(visit.headers.agent);
  const arrival: Arrival = { visit, found, atMs, agent, more: earned ?? noHeaders };
  if (verdict.kind === "early" || verdict.kind === "expired") {
    answerVerdict(arrival, verdict);
    return null;
  }
  if (visit.method !== "POST" && isMachine(arrival)) return answerMachine(parts, arrival);
  if (verdict.kind === "locked" && lock !== null && visit.method === "POST") {
    return unlock(parts, visit, found, lock);
  }
  if (verdict.kind === "open" && limit > 0) return enter(parts, arrival);
  if (verdict.kind === "open") forward(parts, arrival, false);
  else answerVerdict(arrival, verdict);
  return null;
}

/** Nobody looks yet: a bot, who fetches a preview, or a browser that fetches ahead of a click. */
function isMachine({ agent, visit }: Arrival): boolean {
  return agent.bot || isPrefetch(visit.headers.purpose);
}

/** Uncounted. Of a protected link machines learn no more than its owner typed to be seen. */
function answerMachine(parts: AnswerParts, arrival: Arrival): Promise<void> | null {
  const { visit, found, more } = arrival;
  if (isProtected(found.settings)) return showPreview(parts, arrival);
  forwardVisit(visit, found, more);
  return null;
}

async function showPreview(parts: AnswerParts, { visit, found, more }: Arrival): Promise<void> {
  const { link, workspace } = found;
  const preview = await loadTypedPreview(parts.context, link.workspaceId, link.id);
  const page = { kind: "preview", ...preview } as const;
  sendPage(visit.request, visit.response, { page, owner: workspace, more });
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
async function enter(parts: AnswerParts, arrival: Arrival): Promise<void> {
  const { visit, found } = arrival;
  const { id: linkId, workspaceId } = found.link;
  const place = { workspaceId, linkId, limit: found.settings.maxForwards };
  const { places } = parts;
  const free = await (visit.method === "HEAD" ? places.look(place) : places.take(place));
  if (free) forward(parts, arrival, true);
  else answerVerdict(arrival, { kind: "full" });
}

/** The record of a visit is written before its answer leaves. A HEAD is answered uncounted. */
function forward(parts: AnswerParts, arrival: Arrival, placed: boolean): void {
  const { visit, found, atMs, agent, more } = arrival;
  if (visit.method === "HEAD") {
    forwardVisit(visit, found, more);
    return;
  }
  const { headers, host, query } = visit;
  const traveller = {
    address: parts.readClient(visit.request).address,
    agent,
    referrer: headers.referrer ?? "",
    language: headers.language ?? "",
    query,
  };
  const euid = personOf(parts, visit.path, found);
  parts.recordVisit({ atMs, found, host, placed, euid }, traveller, () => {
    // It runs once the tick's records are written, where nobody else would hear of it.
    try {
      forwardVisit(visit, found, more);
    } catch (error) {
      parts.fail(visit, error);
    }
  });
}

/** Whose personal link was followed. A token that is not this link's is as good as none. */
function personOf({ context }: AnswerParts, path: string, { link }: FoundLink): number | null {
  const token = tokenInPath(path);
  if (token === null) return null;
  const { workspaceId, id: linkId } = link;
  return readPersonalToken(context.keys.personalKey, { workspaceId, linkId }, token);
}

type Refusal = Exclude<Verdict, { kind: "open" }>;

function answerVerdict({ visit, found, more }: Arrival, verdict: Refusal): void {
  if (verdict.kind === "expired" && verdict.to !== null) {
    sendOn(visit.response, 302, verdict.to, more);
  } else {
    const page = pageOf(verdict, found);
    sendPage(visit.request, visit.response, { page, owner: found.workspace, more });
  }
}

function pageOf(verdict: Refusal, found: FoundLink): Page {
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
  return { opens: "link", workspaceId: link.workspaceId, linkId: link.id, passwordHash };
}

/** A form is answered by what is in it, whatever the browser brought before. */
function holdsPass(parts: AnswerParts, visit: Visit, lock: Lock, atMs: number): boolean {
  if (visit.method === "POST") return false;
  const passes = readPasses(visit.request.headers.cookie);
  return passes.some((pass) => isPass(parts.context.keys.passKey, lock, pass, atMs));
}
