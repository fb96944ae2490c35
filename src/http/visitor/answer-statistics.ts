import type { Context } from "../../context.ts";
import type { FoundLink } from "../../links/find-link.ts";
import { findSharedStatistics, type SharedStatistics } from "../../links/find-shared-statistics.ts";
import { isPass, type Lock, signPass } from "../../links/pass.ts";
import { loadLinkMonth } from "../../statistics/load-link-month.ts";
import { parseMonth } from "../../statistics/month.ts";
import { type Doorman, type FormParts, isSecure, readRightPassword } from "./answer-form.ts";
import { readStatisticsPasses, statisticsCookie } from "./pass-cookie.ts";
import { sendNotFound } from "./refusals.ts";
import { sendOn, sendPage } from "./send.ts";
import type { Visit } from "./visit.ts";

export interface StatisticsParts extends FormParts {
  readonly context: FormParts["context"] & Pick<Context, "db">;
}

const doorman: Doorman = {
  ask: (triesLeft) => ({ kind: "statistics-password", triesLeft }),
  wait: (minutes) => ({ kind: "statistics-wait", minutes }),
};

/** A link's statistics for whoever has the password; there are none where its owner set none. */
export async function answerStatistics(
  parts: StatisticsParts,
  visit: Visit,
  found: FoundLink,
): Promise<void> {
  const { workspaceId, id: linkId } = found.link;
  const shared = await findSharedStatistics(parts.context, { workspaceId, linkId });
  if (shared === null) sendNotFound(visit, visit);
  else if (visit.method === "POST") await enter(parts, visit, found, shared.lock);
  else if (holdsPass(parts, visit, shared.lock)) await showMonth(parts, visit, found, shared);
  else {
    const page = doorman.ask(null, null);
    sendPage(visit.request, visit.response, { page, owner: found.workspace });
  }
}

/** Sends the browser back to the page, with a pass, so that loading it again sends no form. */
async function enter(
  parts: StatisticsParts,
  visit: Visit,
  found: FoundLink,
  lock: Lock,
): Promise<void> {
  if ((await readRightPassword(parts, { visit, found, lock }, doorman)) === null) return;
  const { clock, keys } = parts.context;
  const pass = signPass(keys.passKey, lock, clock().getTime());
  const path = `/${encodeURIComponent(visit.slug)}/stats`;
  const cookie = statisticsCookie({ pass, path, secure: isSecure(parts, visit, found) });
  const month = readMonth(visit.query).month;
  const back = month === null ? path : `${path}?month=${month}`;
  sendOn(visit.response, 303, back, ["Set-Cookie", cookie]);
}

function holdsPass({ context }: StatisticsParts, { request }: Visit, lock: Lock): boolean {
  const atMs = context.clock().getTime();
  const passes = readStatisticsPasses(request.headers.cookie);
  return passes.some((pass) => isPass(context.keys.passKey, lock, pass, atMs));
}

async function showMonth(
  { context }: StatisticsParts,
  visit: Visit,
  { link, workspace }: FoundLink,
  { title }: SharedStatistics,
): Promise<void> {
  const { month, asked } = readMonth(visit.query);
  const figures = await loadLinkMonth(context, { workspace, linkId: link.id, month });
  const page = {
    kind: "statistics",
    address: `${visit.host}/${visit.slug}`,
    title,
    timeZone: workspace.timeZone,
    figures,
    instead: asked && figures.month !== month,
  } as const;
  sendPage(visit.request, visit.response, { page, owner: workspace });
}

function readMonth(query: string) {
  const text = new URLSearchParams(query).get("month");
  return { asked: text !== null && text !== "", month: parseMonth(text ?? "") };
}
