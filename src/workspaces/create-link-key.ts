import type { Context } from "../context.ts";
import { Fault } from "../kit/fault.ts";
import { hashSecret } from "./credentials.ts";
import { newLinkKey } from "./issue-secrets.ts";
import { recordAudit } from "./record-audit.ts";
import { insertHolder, nextHolderId } from "./store/credentials.ts";
import { lockWorkspace } from "./store/workspaces.ts";

export interface CreateLinkKey {
  readonly workspaceId: number;
  readonly name: string;
}

/** The key is never shown again: only its hash is stored. */
export async function createLinkKey(
  ctx: Context,
  { workspaceId, name }: CreateLinkKey,
): Promise<{ readonly id: number; readonly key: string }> {
  return ctx.db.transaction(async (tx) => {
    if ((await lockWorkspace(tx, workspaceId)) === undefined) throw new Fault("workspace_unknown");
    const kind = "link_key";
    const id = await nextHolderId(tx, kind);
    const key = newLinkKey();
    await insertHolder(tx, {
      kind,
      workspaceId,
      holderId: id,
      name,
      keyHash: hashSecret(key),
      secretHash: null,
      createdAt: ctx.clock(),
    });
    recordAudit(ctx, tx, { workspaceId, action: "link-key.create", target: name });
    return { id, key };
  }, "write");
}
