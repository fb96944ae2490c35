import { afterAll, beforeAll } from "vitest";
import type { ReadVisit } from "../../src/clicks/click.ts";
import type { VisitRecord } from "../../src/clicks/click-record.ts";
import { ensureMonths } from "../../src/clicks/ensure-months.ts";
import type { AfterCounting } from "../../src/clicks/ingest.ts";
import type { Database, OpenDatabase } from "../../src/db/database.ts";
import { sql } from "../../src/db/sql.ts";
import { openQueue, type Queue } from "../../src/jobs/queue.ts";
import { makeRecordCrossings } from "../../src/notifications/record-crossings.ts";
import type { GlobalWebhook, WebhookFrequency, Workspace } from "../../src/workspaces/workspace.ts";
import { type CountingNode, openCountingNode } from "./counting-node.ts";
import { insertGroupRow, insertLinkRow } from "./link-rows.ts";
import { insertWorkspaceRow } from "./node.ts";
import { useStore } from "./store.ts";
import { visitOf } from "./visits.ts";

/** A link that is clicked. */
export interface Place {
  readonly workspaceId: number;
  readonly linkId: number;
}

export interface Hook {
  readonly metric?: "clicks" | "people";
  readonly frequency?: WebhookFrequency;
}

/** What a test looks at of a webhook's event. */
export interface Event {
  readonly linkId: number;
  readonly clicks: number;
  readonly people: number;
  readonly ofGroup: boolean;
  readonly groupId: number | null;
}

/** What somebody says of push and of mail. */
export type Ways = readonly [boolean | null, boolean | null];

const NOON = Date.UTC(2026, 10, 5, 5);
const APART_MS = 6_000;

/** One store for the tests of this file with its queue, and a node that writes crossings down. */
export function useCrossings() {
  const store = useStore();
  let made: { readonly queue: Queue; readonly step: AfterCounting; readonly node: CountingNode };
  beforeAll(async () => {
    const queue = await openQueue(store.db, () => {});
    const clock = () => new Date();
    const { enqueue, deliveries } = queue;
    const step = makeRecordCrossings({ clock, enqueue, enqueueDeliveries: deliveries.enqueue });
    made = { queue, step, node: await openCountingNode(store.db, [step]) };
    await ensureMonths(made.node.ctx, [NOON]);
  });
  afterAll(() => made.queue[Symbol.asyncDispose]());
  return {
    get db(): OpenDatabase {
      return store.db;
    },
    get node(): CountingNode {
      return made.node;
    },
    get queue(): Queue {
      return made.queue;
    },
    /** What writes them down, for further nodes. */
    get step(): AfterCounting {
      return made.step;
    },
  };
}

export function webhook({ metric = "clicks", frequency = 1 }: Hook = {}): GlobalWebhook {
  return { enabled: true, url: "https://hooks.example/", metric, frequency, hasSecret: true };
}

export const webhookOff: GlobalWebhook = { ...webhook(), enabled: false };

/** A link in a workspace of its own, whose webhook fires on every click unless the test says otherwise. */
export async function newPlace(db: Database, with_: Partial<Workspace> = {}): Promise<Place> {
  return placeIn(db, await insertWorkspaceRow(db, { webhook: webhook(), ...with_ }));
}

export async function placeIn(db: Database, workspaceId: number): Promise<Place> {
  return { workspaceId, linkId: (await insertLinkRow(db, { workspaceId })).id };
}

/** A group with a webhook of its own. */
export async function newHookedGroup(
  db: Database,
  workspaceId: number,
  { metric, frequency }: Hook,
): Promise<number> {
  const groupId = await insertGroupRow(db, workspaceId);
  await db.run(sql`
    update link_group
       set webhook_enabled = true, webhook_url = 'https://group.example/', webhook_secret = 'x',
           webhook_metric = ${metric}::text, webhook_frequency = ${frequency}::integer
     where workspace_id = ${workspaceId}::bigint and group_id = ${groupId}::bigint`);
  return groupId;
}

export async function sayWays(db: Database, place: Place, [push, mail]: Ways): Promise<void> {
  await db.run(sql`
    update link set notifies_push = ${push}::boolean, notifies_mail = ${mail}::boolean
     where workspace_id = ${place.workspaceId}::bigint and link_id = ${place.linkId}::bigint`);
}

/** Puts the link into a new group that says this. */
export async function groupWithWays(
  db: Database,
  { workspaceId, linkId }: Place,
  [push, mail]: Ways,
): Promise<void> {
  const groupId = await insertGroupRow(db, workspaceId);
  await db.run(sql`
    update link_group set notifies_push = ${push}::boolean, notifies_mail = ${mail}::boolean
     where workspace_id = ${workspaceId}::bigint and group_id = ${groupId}::bigint`);
  await db.run(sql`
    update link set group_id = ${groupId}::bigint
     where workspace_id = ${workspaceId}::bigint and link_id = ${linkId}::bigint`);
}

let visits = 0;

/** So many visits that all count, each later than any before it. */
export function clicksOn(
  { workspaceId, linkId }: Place,
  many: number,
  record: Partial<VisitRecord> = {},
): ReadVisit[] {
  return Array.from({ length: many }, () => {
    visits += 1;
    return visitOf({ workspaceId, linkId, atMs: NOON + visits * APART_MS, ...record });
  });
}

/** In the order of their clicks. */
export async function eventsOf(db: Database, workspaceId: number): Promise<Event[]> {
  return db.all<Event>(sql`
    select link_id as "linkId", clicks, people, of_group as "ofGroup", group_id as "groupId"
      from webhook_event where workspace_id = ${workspaceId}::bigint order by click_id`);
}

/** How many clicks the links had at each event. */
export async function firedAt(db: Database, { workspaceId }: Place): Promise<number[]> {
  return (await eventsOf(db, workspaceId)).map(({ clicks }) => clicks);
}

export async function reachedBy(db: Database, { workspaceId, linkId }: Place): Promise<number[]> {
  const rows = await db.all<{ threshold: number }>(sql`
    select threshold from click_threshold
     where workspace_id = ${workspaceId}::bigint and link_id = ${linkId}::bigint
     order by threshold`);
  return rows.map(({ threshold }) => threshold);
}
