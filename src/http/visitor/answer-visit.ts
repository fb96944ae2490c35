import { isPrefetch } from "../../clicks/known-agent.ts";
import type { Place } from "../../clicks/take-place.ts";
import type { FoundLink } from "../../links/find-link.ts";
import { loadTypedPreview } from "../../links/load-typed-preview.ts";
import { type Marker, markerIn, readMarker, signMarker } from "../../links/marker.ts";
import type { Lock } from "../../links/pass.ts";
import type { EffectiveSettings } from "../../links/policy.ts";
import { isScan } from "../../links/query.ts";
import { isProtected, judge, type Verdict } from "../../links/verdict.ts";
import { answerForm, type Earned } from "./answer-form.ts";
import type { AnswerParts } from "./answer-parts.ts";
import type { Arrival } from "./arrival.ts";
import { askToSubscribe } from "./ask-to-subscribe.ts";
import { askedMark, wasAsked } from "./asked-cookie.ts";
import { forwardVisit } from "./forward-visit.ts";
import { joinPlace, subscriberOf } from "./join-place.ts";
import { leadsBack } from "./leads-back.ts";
import { holdsPass, lockOf } from "./lock.ts";
import type { Page } from "./pages/page.ts";
import { personOf } from "./person.ts";
import { cameFrom, referrerTo } from "./referrer.ts";
import { sendNotFound, sendWrongMethod } from "./refusals.ts";
import { sendOn, sendPage } from "./send.ts";
import { noHeaders, type Visit } from "./visit.ts";

/**
 * Answers a visit of a link that was found: the rows of the decision in their order. Null where it
 * is answered already, for it needed neither the store nor a form. `earned` is what a form that the
 * visitor just sent is worth; its headers go out with whatever the answer is.
 */
export function answerVisit(
  parts: AnswerParts,
  visit: Visit,
  found: FoundLink,
  earned: Earned | null = null,
): Promise<void> | null {
  const { settings, link } = found;
  const atMs = parts.context.clock().getTime();
  if (link.deletesAtMs !== null && atMs >= link.deletesAtMs) {
    sendNotFound(visit, visit);
    return null;
  }
  const lock = lockOf(found);
  if (visit.method === "POST" && !isProtected(settings)) {
    sendWrongMethod(visit, "GET, HEAD");
    return null;
  }
  const limit = settings.maxForwards;
  const marker = settings.subscribes ? markerOf(parts, visit, found, atMs) : null;
  const verdict = judge(settings, {
    atMs,
    unlocked: lock === null || isUnlocked(parts, visit, earned, lock, atMs),
    forwards: limit > 0 ? parts.places.known(link.id) : 0,
    asked: marker !== null || !asksFirst(settings, visit) || wasAskedBefore(parts, visit, found),
  });
  const agent = parts.knowAgent(visit.headers.agent);
  const from = marker?.from ?? earned?.from ?? null;
  const arrival: Arrival = { visit, found, atMs, agent, from, more: earned?.headers ?? noHeaders };
  if (verdict.kind === "early" || verdict.kind === "expired") {
    answerVerdict(parts, arrival, verdict);
    return null;
  }
  if (visit.method === "POST" && earned === null) return enterByForm(parts, arrival, lock);
  if (earned === null && marker === null && isMachine(arrival))
    return answerMachine(parts, arrival);
  return answerPerson(parts, arrival, verdict);
}

/** Under a limit there must be a place, for those who go on and for those who are asked first. */
function answerPerson(
  parts: AnswerParts,
  arrival: Arrival,
  verdict: Verdict,
): Promise<void> | null {
  const limited = arrival.found.settings.maxForwards > 0;
  if (verdict.kind === "open") {
    if (limited) return enter(parts, arrival);
    forward(parts, arrival, false);
  } else if (verdict.kind === "asks") {
    const subscriber = subscriberOf(parts, arrival);
    if (limited || subscriber !== null) return joinOrAsk(parts, arrival, subscriber);
    askToSubscribe(parts, arrival);
  } else {
    answerVerdict(parts, arrival, verdict);
  }
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

/** A person whose app looks like a machine goes on from it, by a form that says so. */
async function showPreview(parts: AnswerParts, arrival: Arrival): Promise<void> {
  const { visit, found, atMs, from, more } = arrival;
  const { link, workspace } = found;
  const { workspaceId, id: linkId } = link;
  const preview = await loadTypedPreview(parts.context, workspaceId, linkId);
  const at = { page: "continue", workspaceId, linkId } as const;
  const marker = signMarker(parts.context.keys.markerKey, at, atMs, from ?? cameFrom(visit));
  const page = { kind: "preview", ...preview, marker } as const;
  sendPage(visit.request, visit.response, { page, owner: workspace, more });
}

/** By the password's form, or by that of the page which machines get. */
async function enterByForm(parts: AnswerParts, arrival: Arrival, lock: Lock | null): Promise<void> {
  const { visit, found } = arrival;
  const earned = await answerForm(parts, { visit, found, lock });
  if (earned === "too-old") await showPreview(parts, arrival);
  else if (earned !== null) await answerVisit(parts, visit, found, earned);
}

/** A visit takes a place under the limit, a HEAD only looks whether there is one. */
async function enter(parts: AnswerParts, arrival: Arrival): Promise<void> {
  const { visit, found } = arrival;
  const { places } = parts;
  const place = placeOf(found);
  const free = await (visit.method === "HEAD" ? places.look(place) : places.take(place));
  if (free) forward(parts, arrival, true);
  else answerVerdict(parts, arrival, { kind: "full" });
}

/** A browser that subscribed elsewhere in this workspace goes on, joined to this place; others are asked. */
async function joinOrAsk(
  parts: AnswerParts,
  arrival: Arrival,
  subscriber: Buffer | null,
): Promise<void> {
  const { found, more } = arrival;
  const limited = found.settings.maxForwards > 0;
  if (limited && !(await parts.places.look(placeOf(found)))) {
    answerVerdict(parts, arrival, { kind: "full" });
    return;
  }
  const joined = subscriber === null ? null : await joinPlace(parts, arrival, subscriber);
  if (joined === null) askToSubscribe(parts, arrival);
  else await answerPerson(parts, { ...arrival, more: [...more, ...joined] }, { kind: "open" });
}

function placeOf({ link, settings }: FoundLink): Place {
  return { workspaceId: link.workspaceId, linkId: link.id, limit: settings.maxForwards };
}

/** The record of a visit is written before its answer leaves. A HEAD is answered uncounted. */
function forward(parts: AnswerParts, arrival: Arrival, placed: boolean): void {
  const { visit, found, atMs, agent, from, more } = arrival;
  if (visit.method === "HEAD") {
    forwardVisit(visit, found, more);
    return;
  }
  const { headers, host, query } = visit;
  const traveller = {
    address: parts.readClient(visit.request).address,
    agent,
    referrer: from === null ? (headers.referrer ?? "") : referrerTo(from),
    language: headers.language ?? "",
    query,
  };
  const euid = personOf(parts, visit.path, found);
  if (euid !== null) claim(parts, arrival, euid);
  parts.recordVisit({ atMs, found, host, placed, euid }, traveller, () => {
    // It runs once the tick's records are written, where nobody else would hear of it.
    try {
      forwardVisit(visit, found, more);
    } catch (error) {
      parts.fail(visit, error);
    }
  });
}

/** A browser with a subscription on this domain is the known user's who comes with it. */
function claim(parts: AnswerParts, arrival: Arrival, euid: number): void {
  const endpointHash = subscriberOf(parts, arrival);
  if (endpointHash === null) return;
  const { link, origin } = arrival.found;
  parts.claimBrowser({ workspaceId: link.workspaceId, endpointHash, origin, euid });
}

/** A QR code that bypasses the link leads straight to where it goes. */
function asksFirst({ subscribes, qrBypass }: EffectiveSettings, { query }: Visit): boolean {
  return subscribes && !(qrBypass && isScan(query));
}

function wasAskedBefore(
  { context }: AnswerParts,
  { request }: Visit,
  { link }: FoundLink,
): boolean {
  return wasAsked(request.headers.cookie, askedMark(context.keys.passKey, link));
}

/** That this visitor was asked on the page of this link and goes on from it. */
function markerOf(
  { context }: AnswerParts,
  { query }: Visit,
  { link }: FoundLink,
  atMs: number,
): Marker | null {
  const sent = markerIn(query);
  if (sent === null) return null;
  const { workspaceId, id: linkId } = link;
  return readMarker(context.keys.markerKey, { page: "subscribe", workspaceId, linkId }, sent, atMs);
}

type Refusal = Exclude<Verdict, { kind: "open" | "asks" }>;

function answerVerdict(parts: AnswerParts, arrival: Arrival, verdict: Refusal): void {
  const { visit, found, more } = arrival;
  if (verdict.kind === "expired" && verdict.to !== null && !leadsBack(parts.context, verdict.to)) {
    sendOn(visit.response, 302, verdict.to, more);
  } else {
    const page = pageOf(verdict, arrival);
    sendPage(visit.request, visit.response, { page, owner: found.workspace, more });
  }
}

function pageOf(verdict: Refusal, { visit, found, from }: Arrival): Page {
  const { timeZone } = found.workspace;
  switch (verdict.kind) {
    case "early":
      return { kind: "early", opensAt: verdict.opensAt, timeZone };
    case "expired":
      // Only what has an end is past it.
      return { kind: "expired", endedAt: found.settings.endsAt ?? new Date(0), timeZone };
    case "locked":
      return { kind: "password", triesLeft: null, from: from ?? cameFrom(visit) };
    case "full":
      return { kind: "full" };
  }
}

/** A form with a password is answered by that, whatever the browser brought before. */
function isUnlocked(
  parts: AnswerParts,
  visit: Visit,
  earned: Earned | null,
  lock: Lock,
  atMs: number,
): boolean {
  if (earned?.unlocks) return true;
  return (visit.method !== "POST" || earned !== null) && holdsPass(parts, visit, lock, atMs);
}
