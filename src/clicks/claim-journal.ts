import { randomUUID } from "node:crypto";
import { setTimeout as pause } from "node:timers/promises";
import type { Context } from "../context.ts";
import type { Claim } from "./ingest.ts";
import type { Position } from "./journal-segment.ts";
import { findJournal, insertJournal, replaceHolder } from "./store/journals.ts";

/** A holder elsewhere that was not heard of for so long is taken for dead. */
const SILENT_MS = 10_000;
const LOOK_MS = 250;

/** Another live process, in another place, holds a journal with this id: the folder was copied. */
export class JournalHeld extends Error {
  override readonly name = "JournalHeld";
}

/** The visits in it are of another installation: here they would be counted for whatever has their numbers. */
export class JournalStrange extends Error {
  override readonly name = "JournalStrange";
}

export interface ClaimJournal {
  readonly journalId: string;
  /** Something was written to it. */
  readonly written: boolean;
  /** Host and folder. Whoever held the journal in the same place is dead: the folder is locked. */
  readonly place: string;
}

export interface Claimed {
  readonly claim: Claim;
  /** Up to where the journal was counted; null where the store does not know it yet. */
  readonly counted: Position | null;
}

/** Makes this process the one that may move the journal on. Waits for a holder elsewhere to fall silent. */
export async function claimJournal(
  ctx: Pick<Context, "db" | "clock">,
  { journalId, written, place }: ClaimJournal,
): Promise<Claimed> {
  const holder = randomUUID();
  const claim = { journalId, holder };
  const mine = () => ({ holder, place, aliveAt: ctx.clock() });
  const begunAt = performance.now();
  let heardAt: number | null = null;
  for (;;) {
    const row = await findJournal(ctx.db, journalId);
    if (row === undefined && written) {
      throw new JournalStrange(
        `the database does not know the journal ${journalId} (${place}), which holds visits: connect the database that they belong to, or move the journal's folder away`,
      );
    }
    if (row === undefined) {
      const start = { segment: 0, offset: 0 };
      await ctx.db.transaction((tx) => insertJournal(tx, journalId, { ...mine(), ...start }));
      if ((await findJournal(ctx.db, journalId))?.holder === holder)
        return { claim, counted: null };
      continue;
    }
    const aliveAt = row.aliveAt.getTime();
    heardAt ??= aliveAt;
    const waited = performance.now() - begunAt > SILENT_MS;
    // The clocks of two machines may differ, and one may have been set back: who says nothing new is dead too.
    const silent = ctx.clock().getTime() - aliveAt > SILENT_MS || (waited && aliveAt === heardAt);
    if (row.place === place || silent) {
      const won = await ctx.db.transaction((tx) =>
        replaceHolder(tx, journalId, row.holder, mine()),
      );
      const { segment, offset } = row;
      if (won) return { claim, counted: { segment, offset } };
      continue;
    }
    if (waited) {
      throw new JournalHeld(
        `the journal ${journalId} is in use in another place (${row.place}): two data directories are copies of one`,
      );
    }
    await pause(LOOK_MS);
  }
}
