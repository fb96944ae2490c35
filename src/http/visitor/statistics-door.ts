import type { Context } from "../../context.ts";
import type { FoundLink } from "../../links/find-link.ts";
import { isPass, type Lock, signPass } from "../../links/pass.ts";
import { type Month, parseMonth } from "../../statistics/month.ts";
import { type Doorman, type FormParts, isSecure, letIn } from "./answer-form.ts";
import type { Page } from "./pages/page.ts";
import { readStatisticsPasses, statisticsCookie } from "./pass-cookie.ts";
import { sendOn, sendPage } from "./send.ts";
import type { Visit } from "./visit.ts";

export interface StatisticsParts extends FormParts {
  readonly context: FormParts["context"] & Pick<Context, "db">;
}

/** The month that a visitor asks for. */
export interface AskedMonth {
  /** Null: the present one. */
  readonly month: Month | null;
  readonly asked: boolean;
}

/** A page of statistics that a password opens. */
export interface LockedPage {
  readonly found: Pick<FoundLink, "workspace" | "origin">;
  readonly lock: Lock;
  /** The page's own path, as we write it. */
  readonly path: string;
  readonly show: (asked: AskedMonth) => Promise<Page>;
}

const doorman: Doorman = {
  ask: (triesLeft) => ({ kind: "statistics-password", triesLeft }),
  wait: (minutes) => ({ kind: "statistics-wait", minutes }),
};

/** Shows the page to who has the password, and the form to others. */
export async function answerAtDoor(
  parts: StatisticsParts,
  visit: Visit,
  locked: LockedPage,
): Promise<void> {
  if (visit.method === "POST") return enter(parts, visit, locked);
  const open = holdsPass(parts, visit, locked.lock);
  const page = open ? await locked.show(readMonth(visit.query)) : doorman.ask(null, "");
  sendPage(visit.request, visit.response, { page, owner: locked.found.workspace });
}

/** Sends the browser back to the page, with a pass, so that loading it again sends no form. */
async function enter(parts: StatisticsParts, visit: Visit, locked: LockedPage): Promise<void> {
  const { found, lock, path } = locked;
  if ((await letIn(parts, { visit, found, lock }, doorman)) === null) return;
  const { clock, keys } = parts.context;
  const pass = signPass(keys.passKey, lock, clock().getTime());
  const cookie = statisticsCookie({ pass, path, secure: isSecure(parts, visit, found) });
  const { month } = readMonth(visit.query);
  const back = month === null ? path : `${path}?month=${month}`;
  sendOn(visit.response, 303, back, ["Set-Cookie", cookie]);
}

function holdsPass({ context }: StatisticsParts, { request }: Visit, lock: Lock): boolean {
  const atMs = context.clock().getTime();
  const passes = readStatisticsPasses(request.headers.cookie);
  return passes.some((pass) => isPass(context.keys.passKey, lock, pass, atMs));
}

function readMonth(query: string): AskedMonth {
  const text = new URLSearchParams(query).get("month");
  return { asked: text !== null && text !== "", month: parseMonth(text ?? "") };
}
