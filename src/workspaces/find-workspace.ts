import type { Changes } from "../db/changes.ts";
import type { Database } from "../db/database.ts";
import { type Memory, makeMemory } from "../kit/memory.ts";
import { type Domain, findDomain } from "./store/domains.ts";
import { findWorkspaceRow } from "./store/workspaces.ts";
import type { Workspace } from "./workspace.ts";

/** What a node remembers of workspaces, by their number as text; null: never made. */
export type Workspaces = Memory<Workspace | null>;
/** Who owns a host; null: nobody. */
export type Hosts = Memory<Domain | null>;

const BUDGET = 4 * 1024 * 1024;
const UNKNOWN_MS = 1_000;

export function rememberWorkspaces(db: Database, changes: Changes): Workspaces {
  const memory = makeMemory<Workspace | null>({
    load: async (key) => (await findWorkspaceRow(db.in("visit"), Number(key))) ?? null,
    maxBytes: BUDGET,
    bytesOf: () => 1_000,
    keepMs: (workspace) => (workspace === null ? UNKNOWN_MS : Number.POSITIVE_INFINITY),
  });
  changes.subscribe("workspace", memory);
  return memory;
}

export function rememberHosts(db: Database, changes: Changes): Hosts {
  const memory = makeMemory<Domain | null>({
    load: async (host) => (await findDomain(db.in("visit"), host)) ?? null,
    maxBytes: BUDGET,
    bytesOf: () => 300,
    keepMs: (domain) => (domain === null ? UNKNOWN_MS : Number.POSITIVE_INFINITY),
  });
  changes.subscribe("host", memory);
  return memory;
}
