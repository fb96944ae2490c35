import type { Context, WorkspaceContext } from "../context.ts";
import { Fault } from "../kit/fault.ts";
import { requirePlan } from "../workspaces/plan.ts";
import type { ClickDetail } from "./click-detail.ts";
import { countRecentMinutes, firstMinute, type MinuteCount } from "./count-recent-minutes.ts";
import { type ClickParts, resolveClicks } from "./resolve-clicks.ts";
import { listClicksAfter } from "./store/clicks.ts";
import { findLastClick } from "./store/totals.ts";

export interface Follower {
  /** The last click that it had; null: it begins with the next one there is. */
  readonly after: number | null;
  /** Is given first what happened in the last minutes, and then the newest clicks of them. */
  readonly recent?: {
    readonly minutes: number;
    readonly hear: (counts: readonly MinuteCount[], upTo: number) => void;
  };
  /** Is told of one or more clicks in the order of ingestion, and must not wait. */
  readonly hear: (clicks: readonly ClickDetail[]) => void;
}

/**
 * Tells every click of the workspace from now on, or from the one after `after` where that is not
 * too long ago; answers how to stop it.
 */
export type FollowClicks = (ctx: WorkspaceContext, follower: Follower) => Promise<() => void>;

type Parts = Pick<Context, "changes" | "log" | "clock"> & ClickParts;

const MOST_FOLLOWERS = 100;
const FULL_SECONDS = 60;
const FARTHEST_BACK = 1_000;
/** How many of the clicks before it began a follower of the last minutes is given. */
const RECENT_CLICKS = 100;
const PAGE = 500;
/** Only a fallback: whoever stores clicks announces them. */
const LOOK_MS = 1_000;

/** On this node the followers of a workspace share one reader, which is there while they are. */
export function makeFollowClicks(parts: Parts): FollowClicks {
  const readers = new Map<number, Reader>();
  parts.changes.subscribe("clicks", {
    forget: (key) => readers.get(Number(key))?.wake(),
    forgetAll: () => {
      for (const reader of readers.values()) reader.wake();
    },
  });

  function open(workspaceId: number): Reader {
    const reader = openReader(parts, workspaceId, () => readers.delete(workspaceId));
    readers.set(workspaceId, reader);
    return reader;
  }

  return async ({ workspace }, follower) => {
    requirePlan(workspace.plan, "groupClicks");
    return (readers.get(workspace.id) ?? open(workspace.id)).join(follower);
  };
}

interface Reader {
  readonly wake: () => void;
  readonly join: (follower: Follower) => Promise<() => void>;
}

/** Does one thing at a time, so that who joins misses no click and gets none twice. */
function openReader(parts: Parts, workspaceId: number, onEmpty: () => void): Reader {
  const followers = new Set<Follower>();
  let places = 0;
  let cursor = 0;
  let turn: Promise<unknown> = Promise.resolve();
  let awake = false;
  const timer = setInterval(wake, LOOK_MS);
  timer.unref();

  function inTurn<T>(work: () => Promise<T>): Promise<T> {
    const mine = turn.then(work);
    turn = mine.catch(() => {});
    return mine;
  }

  /** Clicks of one call that come meanwhile are read by that call. */
  function wake(): void {
    if (awake) return;
    awake = true;
    inTurn(readOn).catch((error: Error) => {
      parts.log.warn({ err: error }, "the clicks to follow could not be read; they come later");
    });
  }

  async function readOn(): Promise<void> {
    awake = false;
    if (followers.size === 0) return;
    for await (const page of pagesAfter(cursor)) {
      cursor = page.at(-1)?.id ?? cursor;
      for (const { hear } of followers) hear(page);
    }
  }

  async function* pagesAfter(
    after: number,
    last = Number.MAX_SAFE_INTEGER,
  ): AsyncGenerator<readonly ClickDetail[]> {
    for (let at = after; at < last; at += PAGE) {
      const upTo = Math.min(at + PAGE, last);
      const page = await listClicksAfter(parts.db, workspaceId, { after: at, upTo });
      if (page.length > 0) yield await resolveClicks(parts, workspaceId, page);
      if (page.length < PAGE) return;
    }
  }

  async function add(follower: Follower): Promise<void> {
    // The first one begins now, whatever was read for others before.
    if (followers.size === 0) cursor = await findLastClick(parts.db, workspaceId);
    const { recent } = follower;
    if (recent !== undefined) {
      const asked = { workspaceId, upTo: cursor, minutes: recent.minutes };
      recent.hear(await countRecentMinutes(parts, asked), cursor);
    }
    const after = resumed(follower.after, cursor);
    if (after !== null) for await (const page of pagesAfter(after, cursor)) follower.hear(page);
    else if (recent !== undefined) await tellNewest(follower, recent.minutes);
    followers.add(follower);
  }

  async function tellNewest({ hear }: Follower, minutes: number): Promise<void> {
    const from = firstMinute(parts.clock(), minutes);
    for await (const page of pagesAfter(Math.max(0, cursor - RECENT_CLICKS), cursor)) {
      const recent = page.filter(({ at }) => at >= from);
      if (recent.length > 0) hear(recent);
    }
  }

  function leave(follower: Follower): void {
    followers.delete(follower);
    places -= 1;
    if (places > 0) return;
    clearInterval(timer);
    onEmpty();
  }

  return {
    wake,
    async join(follower) {
      if (places >= MOST_FOLLOWERS) throw new Fault("rate_limited", { seconds: FULL_SECONDS });
      places += 1;
      try {
        await inTurn(() => add(follower));
      } catch (error) {
        leave(follower);
        throw error;
      }
      let left = false;
      return () => {
        if (!left) leave(follower);
        left = true;
      };
    },
  };
}

/** Null: the click is none, or too long ago to go on after it. */
function resumed(after: number | null, cursor: number): number | null {
  return after !== null && after <= cursor && after >= cursor - FARTHEST_BACK ? after : null;
}
