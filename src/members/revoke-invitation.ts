import type { WorkspaceContext } from "../context.ts";
import { Fault } from "../kit/fault.ts";
import { recordAudit } from "../workspaces/record-audit.ts";
import { deleteInvitation } from "./store/invitations.ts";

/** From the commit on its link lets nobody in. */
export async function revokeInvitation(ctx: WorkspaceContext, id: number): Promise<void> {
  const workspaceId = ctx.workspace.id;
  await ctx.db.transaction(async (tx) => {
    const gone = await deleteInvitation(tx, workspaceId, id);
    if (gone === undefined) throw new Fault("invitation_unknown");
    const target = gone.email ?? "";
    recordAudit(ctx, tx, { workspaceId, action: "invitation.revoke", target });
  }, "write");
}
