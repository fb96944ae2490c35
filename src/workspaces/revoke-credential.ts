import type { Context } from "../context.ts";
import { Fault } from "../kit/fault.ts";
import { recordAudit } from "./record-audit.ts";
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
  /** Whose it must be; null: whosever it is. */
  readonly workspaceId: number | null;
}

/** Gone from the lists and refused from the commit on, on every node within a second. */
export async function revokeCredential(
  ctx: Context,
  { kind, id, workspaceId: whose }: RevokeCredential,
): Promise<void> {
  await ctx.db.transaction(async (tx) => {
    const workspaceId = await findHolderWorkspace(tx, kind, id);
    const isTheirs = whose === null || workspaceId === whose;
    const holder =
      workspaceId === undefined || !isTheirs
        ? undefined
        : await deleteHolder(tx, kind, workspaceId, id);
    if (workspaceId === undefined || holder === undefined)
      throw new Fault("credential_not_found", { field: kind });
    const { keyHash, name } = holder;
    await revoke(tx, keyHash, ctx.clock());
    const action = kind === "link_key" ? "link-key.revoke" : "data-source.revoke";
    recordAudit(ctx, tx, { workspaceId, action, target: name });
    await ctx.changes.announce(tx, [{ kind: "credential", key: keyHash }]);
  }, "write");
}
