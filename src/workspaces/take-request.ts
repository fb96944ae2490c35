import type { Database, Transaction } from "../db/database.ts";
import { makeGroupCommit } from "../db/group-commit.ts";
import type { Clock } from "../kit/clock.ts";
import type { RateLimit } from "./plan.ts";
import { lockRateWindows, type RateWindow, saveRateWindows } from "./store/rate-windows.ts";

export interface RequestTaken {
  readonly allowed: boolean;
  /** Of the window that is nearest to its end of patience. */
  readonly limit: number;
  readonly remaining: number;
  readonly resetsInSeconds: number;
}

interface Request {
  readonly workspaceId: number;
  readonly api: string;
  readonly limit: RateLimit;
  readonly at: Date;
}

/** Counts a request of a workspace on the whole installation; one that is refused does not count. */
export type TakeRequest = (
  workspaceId: number,
  api: string,
  limit: RateLimit,
) => Promise<RequestTaken>;

const SPAN_MS = { minute: 60_000, hour: 3_600_000 } as const;

export function makeTakeRequest(db: Database, clock: Clock): TakeRequest {
  const take = makeGroupCommit<Request, RequestTaken>({
    database: db.in("write"),
    largest: 500,
    store: takeAll,
  });
  return (workspaceId, api, limit) => take({ workspaceId, api, limit, at: clock() });
}

async function takeAll(tx: Transaction, requests: readonly Request[]): Promise<RequestTaken[]> {
  const counts = new Map<string, Counted>();
  const workspaceIds = [...new Set(requests.map((request) => request.workspaceId))];
  for (const workspaceId of workspaceIds.sort((a, b) => a - b)) {
    const wanted = new Map<string, Omit<RateWindow, "workspaceId" | "requests">>();
    for (const request of requests) {
      if (request.workspaceId !== workspaceId) continue;
      for (const span of ["minute", "hour"] as const) {
        wanted.set(keyOf(request, span), {
          api: request.api,
          span,
          startsAt: startOf(request.at, span),
        });
      }
    }
    for (const window of await lockRateWindows(tx, workspaceId, [...wanted.values()])) {
      const { span, startsAt } = window;
      counts.set(keyOf({ ...window, at: startsAt }, span), { ...window });
    }
  }
  const answers = requests.map((request) => takeOne(request, counts));
  for (const workspaceId of workspaceIds) {
    const mine = [...counts.values()].filter((window) => window.workspaceId === workspaceId);
    await saveRateWindows(tx, workspaceId, mine);
  }
  return answers;
}

interface Counted extends RateWindow {
  requests: number;
}

function startOf(at: Date, span: keyof typeof SPAN_MS): Date {
  return new Date(Math.floor(at.getTime() / SPAN_MS[span]) * SPAN_MS[span]);
}

function keyOf(request: Pick<Request, "workspaceId" | "api" | "at">, span: keyof typeof SPAN_MS) {
  return `${request.workspaceId} ${request.api} ${span} ${startOf(request.at, span).getTime()}`;
}

function takeOne(request: Request, counts: ReadonlyMap<string, Counted>): RequestTaken {
  const state = (["minute", "hour"] as const).map((span) => {
    const window = counts.get(keyOf(request, span));
    if (window === undefined)
      throw new Error(`no ${span} window of workspace ${request.workspaceId}`);
    const limit = span === "minute" ? request.limit.perMinute : request.limit.perHour;
    const endsAt = window.startsAt.getTime() + SPAN_MS[span];
    return { window, limit, resetsInSeconds: Math.ceil((endsAt - request.at.getTime()) / 1000) };
  });
  // The longest wait among the full windows: after a shorter one the next call would be refused too.
  const full = state.findLast(({ window, limit }) => window.requests >= limit);
  if (full !== undefined) {
    const { limit, resetsInSeconds } = full;
    return { allowed: false, limit, remaining: 0, resetsInSeconds };
  }
  for (const { window } of state) window.requests += 1;
  const [minute, hour] = state as [(typeof state)[0], (typeof state)[0]];
  const tightest =
    minute.limit - minute.window.requests <= hour.limit - hour.window.requests ? minute : hour;
  const { limit, window, resetsInSeconds } = tightest;
  return { allowed: true, limit, remaining: limit - window.requests, resetsInSeconds };
}
