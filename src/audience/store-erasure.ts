import type { Transaction } from "../db/database.ts";
import type { Enqueue } from "../jobs/queue.ts";
import { Fault } from "../kit/fault.ts";
import { lockPeople } from "./lock-people.ts";
import type { RecentProfiles } from "./recent-profiles.ts";
import { deleteProfiles } from "./store/identifiers.ts";
import { listMerged } from "./store/merges.ts";

export interface ErasureParts {
  readonly enqueue: Enqueue;
  /** Null where other processes write to the store too. */
  readonly recent: RecentProfiles | null;
}

export interface ErasureCall {
  readonly workspaceId: number;
  readonly euid: number;
}

/**
 * The user is gone with its identifiers and contacts when this commits, and so is every number that
 * led to it; what it did, however much, follows in the background, where nothing can lead to it.
 */
export async function storeErasure(
  { enqueue, recent }: ErasureParts,
  tx: Transaction,
  { workspaceId, euid }: ErasureCall,
): Promise<void> {
  const user = (await lockPeople(tx, workspaceId, [euid])).get(euid);
  if (user === undefined) throw new Fault("user_unknown");
  const merged = await listMerged(tx, workspaceId, [user]);
  const euids = [user, ...merged.map((each) => each.euid)];
  await deleteProfiles(tx, workspaceId, [user]);
  await enqueue(tx, "audience.erase-traces", { workspaceId, euids });
  recent?.forget(user);
}
