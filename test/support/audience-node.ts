import { inject } from "vitest";
import {
  type AudienceContext,
  openWrites,
  type SharedWrites,
} from "../../src/audience/open-writes.ts";
import type { Context } from "../../src/context.ts";
import { type Changes, openChanges } from "../../src/db/changes.ts";
import type { Database } from "../../src/db/database.ts";
import { sql } from "../../src/db/sql.ts";
import type { Clock } from "../../src/kit/clock.ts";
import { insertWorkspace, nextWorkspaceId } from "../../src/workspaces/store/workspaces.ts";
import type { Workspace } from "../../src/workspaces/workspace.ts";
import { openStorePlace, type StorePlace } from "./store.ts";

/** The audience as one node of an installation has it: with what it remembers for itself. */
export interface AudienceNode {
  readonly db: Database;
  readonly changes: Changes;
  readonly writes: SharedWrites;
  /** Acts in a workspace, in transactions that others share. */
  as(workspace: Workspace): AudienceContext;
}

/** Nodes on one store: each with its own connections, where the store can have several. */
export async function openNodes(
  place: StorePlace,
  own: Database,
  clock: Clock,
): Promise<{ readonly nodes: readonly [AudienceNode, AudienceNode] } & AsyncDisposable> {
  await using opening = new AsyncDisposableStack();
  const open = async (): Promise<AudienceNode> => {
    const shared = inject("store") === "postgres";
    const opened = shared ? opening.use(await openStorePlace(place)) : undefined;
    const target = opened?.connection ?? { kind: "embedded" as const, socketFolder: "" };
    const changes = opening.use(
      await openChanges({ target, onError: () => {}, heartbeatMs: 5_000 }),
    );
    const db = opened ?? own;
    // One of several nodes: none may trust what it alone remembers.
    const enqueue = () => Promise.reject(new Error("these nodes have no queue"));
    const writes = openWrites({ db: { ...db, shared: true }, changes, clock, enqueue });
    return {
      db,
      changes,
      writes,
      as: (workspace) =>
        ({
          db,
          changes,
          clock,
          writes,
          workspace,
          dataSourceId: 1,
        }) as Partial<Context> as AudienceContext,
    };
  };
  const nodes = [await open(), await open()] as const;
  const opened = opening.move();
  return { nodes, [Symbol.asyncDispose]: () => opened.disposeAsync() };
}

export async function insertTestWorkspace(db: Database, at: Date): Promise<Workspace> {
  const workspace: Workspace = {
    id: await nextWorkspaceId(db),
    name: "Kopi Lereng",
    plan: "Enterprise",
    timeZone: "UTC",
    homeCountry: null,
    locale: "en",
    defaultDomain: null,
    rateLimit: null,
    notifyThresholds: [100],
    notifyEmails: [],
    unsubscribedEmails: [],
    webhook: { enabled: false, url: null, metric: "clicks", frequency: 1, hasSecret: false },
    createdAt: at,
    updatedAt: at,
    deletedAt: null,
  };
  await db.transaction((tx) => insertWorkspace(tx, workspace));
  return workspace;
}

export async function countRows(
  db: Database,
  table: "profile" | "property_change" | "attribute" | "idempotent_answer",
  workspaceId: number,
): Promise<number> {
  const statements = {
    profile: sql`select count(*)::integer as rows from profile where workspace_id = ${workspaceId}::bigint`,
    property_change: sql`select count(*)::integer as rows from property_change where workspace_id = ${workspaceId}::bigint`,
    attribute: sql`select count(*)::integer as rows from attribute where workspace_id = ${workspaceId}::bigint`,
    idempotent_answer: sql`select count(*)::integer as rows from idempotent_answer where workspace_id = ${workspaceId}::bigint`,
  };
  const row = await db.one<{ rows: number }>(statements[table]);
  return row?.rows ?? Number.NaN;
}
