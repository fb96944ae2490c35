import type { Changes } from "../db/changes.ts";
import type { Database, Queryable, Transaction } from "../db/database.ts";
import { makeMemory } from "../kit/memory.ts";
import { AttributeRegistry } from "./attribute-registry.ts";
import { findRegistryLock, listAttributeRows, lockRegistryRow } from "./store/attributes.ts";

/**
 * What a node remembers of the workspaces' registries. A name that is found has its type for ever;
 * of a name that is not, only a registry that is held can tell.
 */
export interface Registries {
  knows(workspaceId: number): boolean;
  /** Loads what is not known, outside any transaction. */
  warm(workspaceId: number): Promise<void>;
  /** Asks the transaction where nothing is known. */
  of(tx: Transaction, workspaceId: number): Promise<AttributeRegistry>;
}

const BUDGET = 16 * 1024 * 1024;
const ATTRIBUTE_BYTES = 300;

export function rememberRegistries(db: Database, changes: Changes): Registries {
  const memory = makeMemory<AttributeRegistry>({
    load: (key) => readRegistry(db.in("write"), Number(key)),
    maxBytes: BUDGET,
    bytesOf: (registry) => (registry.size + 1) * ATTRIBUTE_BYTES,
  });
  changes.subscribe("attributes", memory);
  return {
    knows: (workspaceId) => memory.peek(String(workspaceId)) !== undefined,
    warm: async (workspaceId) => void (await memory.get(String(workspaceId))),
    of: async (tx, workspaceId) =>
      memory.peek(String(workspaceId)) ?? (await readRegistry(tx, workspaceId)),
  };
}

/** Holds the registry until the transaction ends: what it says is then so at the commit. */
export async function lockRegistry(
  tx: Transaction,
  workspaceId: number,
): Promise<AttributeRegistry> {
  const locked = await lockRegistryRow(tx, workspaceId);
  return new AttributeRegistry(locked, await listAttributeRows(tx, workspaceId));
}

async function readRegistry(store: Queryable, workspaceId: number): Promise<AttributeRegistry> {
  const locked = await findRegistryLock(store, workspaceId);
  return new AttributeRegistry(locked, await listAttributeRows(store, workspaceId));
}
