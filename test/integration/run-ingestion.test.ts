import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pino } from "pino";
import { afterEach, beforeEach, expect, test } from "vitest";
import { claimJournal } from "../../src/clicks/claim-journal.ts";
import type { ReadVisit } from "../../src/clicks/click.ts";
import { monthOf } from "../../src/clicks/ensure-months.ts";
import { type Journal, openJournal } from "../../src/clicks/open-journal.ts";
import { type Ingestion, runIngestion } from "../../src/clicks/run-ingestion.ts";
import { dropMonth } from "../../src/clicks/store/months.ts";
import { sql } from "../../src/db/sql.ts";
import { openCountingNode, partners } from "../support/counting-node.ts";
import { insertWorkspaceRow } from "../support/node.ts";
import { useStore } from "../support/store.ts";
import { visitOf } from "../support/visits.ts";

const store = useStore();
const NOON = Date.UTC(2026, 10, 5, 5);
const START = { segment: 0, offset: 0 };

let folder: string;
let journal: Journal;
let ingestion: Ingestion;
/** What the journal's lines stand for. */
let visits: ReadVisit[];

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), "simpul-"));
  visits = [];
  const onTrouble = () => {};
  journal = await openJournal({ folder, maxBytes: 1024 * 1024, onTrouble });
  const { ctx } = await openCountingNode(store.db);
  const { claim } = await claimJournal(ctx, {
    journalId: journal.id,
    written: false,
    place: "here",
  });
  journal.startAfter(null);
  ingestion = runIngestion({
    ctx: { ...ctx, log: pino({ level: "silent" }) },
    journal,
    claim,
    from: START,
    readVisit: (line) => visits[Number(line)] ?? null,
    partners: partners(),
    makeWay: () => Promise.resolve(),
  });
});
afterEach(async () => {
  await ingestion[Symbol.asyncDispose]();
  await journal[Symbol.asyncDispose]();
  await rm(folder, { recursive: true, force: true });
});

/** Waits until nothing is left to count. */
async function count(some: readonly ReadVisit[]): Promise<void> {
  for (const visit of some) journal.append(`${visits.push(visit) - 1}\n`);
  await new Promise<void>((resolve) => journal.afterWrite(resolve));
  await expect.poll(() => ingestion.backlog(), { timeout: 10_000 }).toBe(0);
}

async function clicksOf(workspaceId: number): Promise<number[]> {
  const rows = await store.db.all<{ link: number }>(sql`
    select link_id as link from click
     where workspace_id = ${workspaceId}::bigint order by click_id`);
  return rows.map(({ link }) => link);
}

test("a click that the store refuses is left out, and those beside and after it are counted", async () => {
  const workspaceId = await insertWorkspaceRow(store.db, {});
  const of = (linkId: number) => visitOf({ workspaceId, linkId, atMs: NOON });
  const refused = of(2);
  const traits = { ...refused.traits, browser: "no text of PostgreSQL's\0" };
  await count([of(1), { ...refused, traits }, of(3)]);
  await count([of(4)]);
  expect(await clicksOf(workspaceId)).toEqual([1, 3, 4]);
  expect(ingestion.leftOut()).toBe(1);
  expect(ingestion.trouble()).toBeNull();
});

test("a month that another node dropped is made again for the clicks of it that come late", async () => {
  const workspaceId = await insertWorkspaceRow(store.db, {});
  const of = (linkId: number) => visitOf({ workspaceId, linkId, atMs: NOON });
  await count([of(1)]);
  await store.db.transaction((tx) => dropMonth(tx, monthOf(NOON)));
  await count([of(2), of(3)]);
  expect(await clicksOf(workspaceId)).toEqual([2, 3]);
  expect(ingestion.leftOut()).toBe(0);
});
