import type { Context } from "../context.ts";
import { Fault } from "../kit/fault.ts";
import { hashSecret } from "./credentials.ts";
import { newAudienceHalf } from "./issue-secrets.ts";
import { recordAudit } from "./record-audit.ts";
import { insertHolder, nextHolderId } from "./store/credentials.ts";
import { lockWorkspace } from "./store/workspaces.ts";

export interface CreateDataSource {
  readonly workspaceId: number;
  readonly name: string;
}

/** The pair is never shown again: only its hashes are stored. */
export async function createDataSource(
  ctx: Context,
  { workspaceId, name }: CreateDataSource,
): Promise<{ readonly id: number; readonly key: string; readonly secret: string }> {
  return ctx.db.transaction(async (tx) => {
    if ((await lockWorkspace(tx, workspaceId)) === undefined) throw new Fault("workspace_unknown");
    const kind = "data_source";
    const id = await nextHolderId(tx, kind);
    const [key, secret] = [newAudienceHalf(), newAudienceHalf()];
    await insertHolder(tx, {
      kind,
      workspaceId,
      holderId: id,
      name,
      keyHash: hashSecret(key),
      secretHash: hashSecret(secret),
      createdAt: ctx.clock(),
    });
    recordAudit(ctx, tx, { workspaceId, action: "data-source.create", target: name });
    return { id, key, secret };
  }, "write");
}
