import type { Context } from "../context.ts";
import type { Transaction } from "../db/database.ts";
import { wallOfInstant } from "../kit/local-time.ts";
import type { Workspace } from "../workspaces/workspace.ts";
import type { Click, ReadVisit, Tally } from "./click.ts";
import { countVisits, spansOf, timesToAsk, visitorKey } from "./counting.ts";
import type { Position } from "./journal-segment.ts";
import { type LockPeople, resolvePeople } from "./resolve-people.ts";
import { findTimes, insertClicks, lockLedger, saveLedger } from "./store/clicks.ts";
import { addForwards } from "./store/forwards.ts";
import { findJournal, moveJournal, touchJournal } from "./store/journals.ts";
import { addToTallies } from "./store/tallies.ts";
import { findSpans, saveSpans } from "./store/visitors.ts";

/** Some visits of a journal, and the places in it before and after them. */
export interface IngestBatch {
  readonly visits: readonly ReadVisit[];
  readonly from: Position;
  readonly to: Position;
}

/** A journal that this process holds. */
export interface Claim {
  readonly journalId: string;
  readonly holder: string;
}

/** What of a workspace was counted: the clicks in their order, and each link's tally after them. */
export interface Counted {
  readonly workspace: Workspace;
  readonly clicks: readonly Click[];
  readonly tallies: ReadonlyMap<number, Tally>;
  /** The number of the first of the clicks within the workspace. */
  readonly firstNumber: number;
}

/** What a domain above does in the same transaction. */
export type AfterCounting = (tx: Transaction, counted: Counted) => Promise<void>;

/** What other domains do in the transaction that counts. */
export interface Partners {
  readonly lockPeople: LockPeople;
  readonly steps: readonly AfterCounting[];
}

/** The batch does not begin where the store is: what lies between must not be counted again. */
export class JournalMoved extends Error {
  override readonly name = "JournalMoved";
}

/** Another process holds the journal now. */
export class JournalTaken extends Error {
  override readonly name = "JournalTaken";
}

type Parts = Pick<Context, "db" | "changes" | "clock" | "workspaces">;

/** Counts the batch and moves the journal's position past it, in one transaction. */
export async function ingest(
  ctx: Parts,
  { journalId, holder }: Claim,
  { visits, from, to }: IngestBatch,
  partners: Partners,
): Promise<void> {
  const shares = await divide(ctx, visits);
  await ctx.db.transaction(async (tx) => {
    const moved = await moveJournal(tx, journalId, holder, { from, to, at: ctx.clock() });
    if (!moved) throw new JournalMoved(`journal ${journalId} was moved on`);
    const counted: string[] = [];
    for (const share of shares) {
      const clicks = await count(tx, share, partners);
      if (clicks > 0) counted.push(String(share.workspace.id));
    }
    await ctx.changes.announce(
      tx,
      counted.map((key) => ({ kind: "clicks", key })),
    );
  }, "background");
}

/** Throws what counting these would; nothing is stored. */
export async function rehearse(
  ctx: Parts,
  visits: readonly ReadVisit[],
  partners: Partners,
): Promise<void> {
  const shares = await divide(ctx, visits);
  const over = new Error("rehearsed");
  const rehearsal = ctx.db.transaction(async (tx) => {
    for (const share of shares) await count(tx, share, partners);
    throw over;
  }, "background");
  await rehearsal.catch((error: unknown) => {
    if (error !== over) throw error;
  });
}

/** Tells other processes that this one still holds its journal while there is nothing to count. */
export async function showAlive(ctx: Parts, { journalId, holder }: Claim): Promise<void> {
  if (await touchJournal(ctx.db, journalId, holder, ctx.clock())) return;
  throw new JournalTaken(`journal ${journalId} is held by another process`);
}

/** Up to where the store counted a journal that this process holds. */
export async function findCounted(ctx: Parts, { journalId, holder }: Claim): Promise<Position> {
  const row = await findJournal(ctx.db, journalId);
  if (row?.holder !== holder) {
    throw new JournalTaken(`journal ${journalId} is held by another process`);
  }
  return { segment: row.segment, offset: row.offset };
}

interface Share {
  readonly workspace: Workspace;
  readonly visits: readonly ReadVisit[];
}

/** By workspace, in the order in which all take locks. Of a workspace that is gone nothing is kept. */
async function divide(ctx: Parts, visits: readonly ReadVisit[]): Promise<Share[]> {
  const byWorkspace = [...Map.groupBy(visits, ({ record }) => record.workspaceId)];
  // Asked before the transaction, in which nothing else can be.
  const shares = await Promise.all(
    byWorkspace
      .sort(([a], [b]) => a - b)
      .map(async ([id, some]): Promise<Share[]> => {
        const workspace = await ctx.workspaces.get(String(id));
        const gone = workspace === null || workspace.deletedAt !== null;
        return gone ? [] : [{ workspace, visits: some }];
      }),
  );
  return shares.flat();
}

async function count(
  tx: Transaction,
  { workspace, visits }: Share,
  { lockPeople, steps }: Partners,
): Promise<number> {
  const { id, timeZone } = workspace;
  const before = await lockLedger(tx, id);
  const anyones = countVisits(visits, await loadTimes(tx, id, visits), (atMs) =>
    wallOfInstant(atMs, timeZone),
  );
  const clicks = await resolvePeople(tx, id, anyones, lockPeople);
  const forwards = countByLink(visits.filter(({ record }) => !record.placed));
  if (forwards.size > 0) addForwards(tx, id, forwards);
  if (clicks.length === 0) return 0;

  const stored = insertClicks(tx, id, before + 1, clicks);
  saveSpans(tx, id, spansOf(clicks));
  saveLedger(tx, id, before + clicks.length);
  // Waited for together: one that fails unheard, because the other did before, ends the process.
  const [inserted, tallies] = await Promise.all([stored, addToTallies(tx, id, added(clicks))]);
  if (inserted !== clicks.length) throw new Error("a click's number was given before");
  for (const step of steps) {
    await step(tx, { workspace, clicks, tallies, firstNumber: before + 1 });
  }
  return clicks.length;
}

/** By visitor, the times of earlier clicks that matter to the batch. */
async function loadTimes(
  tx: Transaction,
  workspaceId: number,
  visits: readonly ReadVisit[],
): Promise<Map<string, number[]>> {
  const visitors = new Map(
    visits.map(({ record }) => [visitorKey(record.linkId, record.visitor), record]),
  );
  const spans = await findSpans(tx, workspaceId, [...visitors.values()]);
  const times = new Map([...spans].map(([key, { lastMs }]) => [key, [lastMs]]));
  const asked = timesToAsk(visits, spans);
  if (asked.length === 0) return times;
  for (const { linkId, visitor } of asked) times.set(visitorKey(linkId, visitor), []);
  for (const { linkId, visitor, atMs } of await findTimes(tx, workspaceId, asked)) {
    times.get(visitorKey(linkId, visitor))?.push(atMs);
  }
  return times;
}

function countByLink(visits: readonly ReadVisit[]): Map<number, number> {
  const counts = new Map<number, number>();
  for (const { record } of visits) {
    counts.set(record.linkId, (counts.get(record.linkId) ?? 0) + 1);
  }
  return counts;
}

function added(clicks: readonly Click[]): Map<number, Tally> {
  const tallies = new Map<number, Tally>();
  for (const { record, firstOfLink } of clicks) {
    const { clicks: some, people } = tallies.get(record.linkId) ?? { clicks: 0, people: 0 };
    tallies.set(record.linkId, { clicks: some + 1, people: people + (firstOfLink ? 1 : 0) });
  }
  return tallies;
}
