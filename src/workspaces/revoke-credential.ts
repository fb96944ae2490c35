import type { Context } from "../context.ts";
import { Fault } from "../kit/fault.ts";
import {
  type CredentialKind,
  deleteHolder,
  findHolderWorkspace,
  revokeCredential as revoke,
} from "./store/credentials.ts";

export interface RevokeCredential {
  readonly kind: CredentialKind;
  /** The number of the link key or data source; they are numbered over all workspaces. */
  readonly id: number;
}

/** Gone from the lists and refused from the commit on, on every node within a second. */
export async function revokeCredential(
  ctx: Context,
  { kind, id }: RevokeCredential,
): Promise<void> {
  await ctx.db.transaction(async (tx) => {
    const workspaceId = await findHolderWorkspace(tx, kind, id);
    const keyHash =
      workspaceId === undefined ? undefined : await deleteHolder(tx, kind, workspaceId, id);
    if (keyHash === undefined) throw new Fault("credential_not_found", { field: kind });
    await revoke(tx, keyHash, ctx.clock());
    await ctx.changes.announce(tx, [{ kind: "credential", key: keyHash }]);
  }, "write");
}
