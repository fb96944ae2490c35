import { LRUCache } from "lru-cache";
import type { Database, Transaction } from "../db/database.ts";
import { makeGroupCommit } from "../db/group-commit.ts";
import { within } from "../kit/within.ts";
import { findForwards, insertForwards, lockForwards, saveForwards } from "./store/forwards.ts";

/** A place under the limit of forwards that holds for a link. */
export interface Place {
  readonly workspaceId: number;
  readonly linkId: number;
  readonly limit: number;
}

/** The places of all links, shared by every node. Each answers "busy" where the store does not in time. */
export interface Places {
  /** Spends one forward for good, or is false: of any number of callers anywhere, `limit` get true. */
  take(place: Place): Promise<boolean>;
  /** Whether one is left, without taking it. */
  look(place: Place): Promise<boolean>;
  /** Forwards that are certainly spent, as far as this node heard; never waits. */
  known(linkId: number): number;
}

const PATIENCE_MS = 1_000;
const LARGEST_BATCH = 1_000;
const REMEMBERED_LINKS = 100_000;

export function makePlaces(db: Database): Places {
  // What is spent stays spent: a number heard once is a lower bound for ever.
  const spent = new LRUCache<number, number>({ max: REMEMBERED_LINKS });
  const visits = db.in("visit");
  const take = makeGroupCommit<Place, Taken>({
    database: visits,
    largest: LARGEST_BATCH,
    store: (tx, places) => takeAll(tx, places, (linkId) => spent.has(linkId)),
  });
  const hear = (linkId: number, forwards: number): void => {
    if (forwards >= (spent.get(linkId) ?? 0)) spent.set(linkId, forwards);
  };

  return {
    async take(place) {
      const { granted, forwards } = await within(PATIENCE_MS, take(place));
      hear(place.linkId, forwards);
      return granted;
    },
    async look({ workspaceId, linkId, limit }) {
      const asked = findForwards(visits, workspaceId, linkId);
      const forwards = await within(PATIENCE_MS, asked);
      if (forwards > 0) hear(linkId, forwards);
      return forwards < limit;
    },
    known: (linkId) => spent.get(linkId) ?? 0,
  };
}

interface Taken {
  readonly granted: boolean;
  /** Of the link, this place among them. */
  readonly forwards: number;
}

async function takeAll(
  tx: Transaction,
  places: readonly Place[],
  isCounted: (linkId: number) => boolean,
): Promise<Taken[]> {
  const byWorkspace = Map.groupBy(places, (place) => place.workspaceId);
  const forwards = new Map<number, number>();
  const before = new Map<number, Map<number, number>>();
  for (const workspaceId of ascending(byWorkspace.keys())) {
    const asked = byWorkspace.get(workspaceId) ?? [];
    const linkIds = ascending(asked.map((place) => place.linkId));
    const uncounted = linkIds.filter((linkId) => !isCounted(linkId));
    if (uncounted.length > 0) await insertForwards(tx, workspaceId, uncounted);
    const held = await lockForwards(tx, workspaceId, linkIds);
    before.set(workspaceId, held);
    for (const [linkId, count] of held) forwards.set(linkId, count);
  }
  const taken = places.map((place) => takeOne(place, forwards));
  for (const [workspaceId, held] of before) {
    const moved = [...held.keys()].filter((linkId) => held.get(linkId) !== forwards.get(linkId));
    if (moved.length === 0) continue;
    await saveForwards(
      tx,
      workspaceId,
      new Map(moved.map((linkId) => [linkId, forwards.get(linkId) ?? 0])),
    );
  }
  return taken;
}

function takeOne({ linkId, limit }: Place, forwards: Map<number, number>): Taken {
  // A counter that vanished was a link's that is gone: no place is left there.
  const spent = forwards.get(linkId) ?? limit;
  if (spent >= limit) return { granted: false, forwards: spent };
  forwards.set(linkId, spent + 1);
  return { granted: true, forwards: spent + 1 };
}

function ascending(numbers: Iterable<number>): number[] {
  return [...new Set(numbers)].sort((a, b) => a - b);
}
