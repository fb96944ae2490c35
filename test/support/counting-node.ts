import { randomUUID } from "node:crypto";
import { lockPeople } from "../../src/audience/lock-people.ts";
import { claimJournal } from "../../src/clicks/claim-journal.ts";
import type { ReadVisit } from "../../src/clicks/click.ts";
import { type AfterCounting, ingest, type Partners } from "../../src/clicks/ingest.ts";
import type { Position } from "../../src/clicks/journal-segment.ts";
import { openChanges } from "../../src/db/changes.ts";
import type { OpenDatabase } from "../../src/db/database.ts";
import { rememberWorkspaces } from "../../src/workspaces/find-workspace.ts";

export type CountingNode = Awaited<ReturnType<typeof openCountingNode>>;

/** What takes part in counting: people as the audience knows them, and these steps. */
export function partners(steps: readonly AfterCounting[] = []): Partners {
  return { lockPeople, steps };
}

/** A node with a journal of its own, which says what it counts when. */
export async function openCountingNode(db: OpenDatabase, steps: readonly AfterCounting[] = []) {
  const changes = await openChanges({
    target: { kind: "embedded", socketFolder: "" },
    onError: () => {},
    heartbeatMs: 1_000,
  });
  const ctx = { db, changes, clock: () => new Date(), workspaces: rememberWorkspaces(db, changes) };
  const { claim } = await claimJournal(ctx, { journalId: randomUUID(), place: "here" });
  let at: Position = { segment: 0, offset: 0 };
  return {
    ctx,
    claim,
    /** Counts the visits as the next batch of this node's journal. */
    async count(visits: readonly ReadVisit[], more: readonly AfterCounting[] = []): Promise<void> {
      const to = { segment: at.segment, offset: at.offset + 1 };
      await ingest(ctx, claim, { visits, from: at, to }, partners([...steps, ...more]));
      at = to;
    },
  };
}
