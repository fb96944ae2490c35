import { randomUUID } from "node:crypto";
import { lockPeople } from "../src/audience/lock-people.ts";
import { claimJournal } from "../src/clicks/claim-journal.ts";
import type { ReadVisit } from "../src/clicks/click.ts";
import { ensureMonths } from "../src/clicks/ensure-months.ts";
import { ingest } from "../src/clicks/ingest.ts";
import { insertClicks } from "../src/clicks/store/clicks.ts";
import { openChanges } from "../src/db/changes.ts";
import { migrate } from "../src/db/migrate.ts";
import { openDatabase } from "../src/db/open.ts";
import { systemClock } from "../src/kit/clock.ts";
import { totalClicks } from "../src/statistics/total-clicks.ts";
import { rememberWorkspaces } from "../src/workspaces/find-workspace.ts";
import { makeWorkspace } from "./make-workspace.ts";

/** Counts visits in this process, and stores the same as bare rows beside. */
export interface Counter extends AsyncDisposable {
  /** Of the visits that are counted. */
  readonly workspaceId: number;
  ingest(batch: readonly ReadVisit[]): Promise<void>;
  /** Totals all that was ingested, by the steps of the product. */
  total(): Promise<void>;
  /** The clicks' rows into the same table, by the same statement. */
  insertBare(batch: readonly ReadVisit[]): Promise<void>;
}

const MIGRATIONS = new URL("../migrations/", import.meta.url);
const DAY_MS = 86_400_000;

export async function openCounter(place: {
  readonly url: string | null;
  readonly folder: string;
}): Promise<Counter> {
  await using opening = new AsyncDisposableStack();
  const onError = (error: Error): void => {
    throw error;
  };
  const db = opening.use(await openDatabase({ ...place, buffersMb: 16, connections: 4, onError }));
  await migrate(db.connection, MIGRATIONS);
  const target = db.connection;
  const changes = opening.use(await openChanges({ target, onError, heartbeatMs: 2_000 }));
  const workspaces = rememberWorkspaces(db, changes);
  const ctx = { db, changes, clock: systemClock, workspaces };
  const workspaceId = await makeWorkspace(db);
  const bareId = await makeWorkspace(db);
  const now = Date.now();
  await ensureMonths(ctx, [now, now + DAY_MS]);
  const { claim } = await claimJournal(ctx, {
    journalId: randomUUID(),
    written: false,
    place: "bench",
  });
  const open = opening.move();
  let ingested = 0;
  let inserted = 0;
  return {
    workspaceId,
    async ingest(visits) {
      const from = { segment: 0, offset: ingested };
      ingested += visits.length;
      const batch = { visits, from, to: { segment: 0, offset: ingested } };
      await ingest(ctx, claim, batch, { lockPeople, steps: [] });
    },
    async total() {
      while (await totalClicks(ctx, { workspaceId }));
    },
    async insertBare(visits) {
      const clicks = visits.map((visit) => ({
        ...visit,
        firstOfLink: true,
        firstOfDay: true,
        firstOfHour: true,
        day: Math.floor(visit.record.atMs / DAY_MS),
      }));
      await db.transaction((tx) => insertClicks(tx, bareId, inserted + 1, clicks));
      inserted += clicks.length;
    },
    [Symbol.asyncDispose]: () => open.disposeAsync(),
  };
}
