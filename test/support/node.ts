import { type Changes, openChanges } from "../../src/db/changes.ts";
import type { Database, OpenDatabase } from "../../src/db/database.ts";
import { type LinkFinder, makeLinkFinder } from "../../src/links/find-link.ts";
import { rememberHosts, rememberWorkspaces } from "../../src/workspaces/find-workspace.ts";
import { insertWorkspace, nextWorkspaceId } from "../../src/workspaces/store/workspaces.ts";
import type { Workspace } from "../../src/workspaces/workspace.ts";
import { DEFAULT_HOST } from "./link-rows.ts";

/** What one node of an installation remembers. */
export interface TestNode extends AsyncDisposable {
  readonly changes: Changes;
  readonly finder: LinkFinder;
}

/** `reads` is what the node's memory asks, where that is not the store itself. */
export async function openNode(store: OpenDatabase, reads: Database = store): Promise<TestNode> {
  const target = store.connection;
  const changes = await openChanges({ target, onError: () => {}, heartbeatMs: 2_000 });
  const finder = makeLinkFinder(
    {
      db: reads,
      changes,
      hosts: rememberHosts(store, changes),
      workspaces: rememberWorkspaces(store, changes),
      site: {
        publicOrigin: `http://${DEFAULT_HOST}`,
        publicHost: DEFAULT_HOST,
        port: 8080,
        allowPrivateAddresses: false,
        mail: false,
      },
    },
    8,
  );
  return { changes, finder, [Symbol.asyncDispose]: () => changes[Symbol.asyncDispose]() };
}

/** A workspace's row, with nobody to act for it; answers its number. */
export async function insertWorkspaceRow(
  db: Database,
  with_: Partial<Omit<Workspace, "id">> = {},
): Promise<number> {
  const id = await nextWorkspaceId(db);
  const at = new Date("2026-01-01T00:00:00Z");
  await db.transaction((tx) =>
    insertWorkspace(tx, {
      id,
      name: "Kopi Lereng",
      plan: "Enterprise",
      timeZone: "Asia/Jakarta",
      homeCountry: "ID",
      locale: "en",
      defaultDomain: null,
      rateLimit: null,
      notifyThresholds: [],
      notifyEmails: [],
      unsubscribedEmails: [],
      webhook: { enabled: false, url: null, metric: "clicks", frequency: 1, hasSecret: false },
      createdAt: at,
      updatedAt: at,
      deletedAt: null,
      ...with_,
    }),
  );
  return id;
}
