import type { AudienceContext } from "./open-writes.ts";
import { lockRegistryRow, saveRegistryLock } from "./store/attributes.ts";

/** A locked registry takes no new names; those it has go on as they are. */
export async function lockAttributeRegistry(
  { workspace, writes, changes }: AudienceContext,
  locked: boolean,
): Promise<void> {
  await writes.transaction(async (tx) => {
    await lockRegistryRow(tx, workspace.id);
    await saveRegistryLock(tx, workspace.id, locked);
    await changes.announce(tx, [{ kind: "attributes", key: String(workspace.id) }]);
  });
}
